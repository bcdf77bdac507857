package org.nodulens.volumeio;

import java.io.IOException;
import java.io.OutputStream;
import org.nodulens.ct.VolumeGeometry;

/**
 * What a volume of signed numbers, not HU, can be written as: float32, little endian, columns
 * within rows within slices. The same volume gives the same bytes.
 */
public enum FloatVolumeFormat {
  /** NIfTI-1 in one file. */
  NII(".nii") {
    @Override
    public void write(OutputStream out, VolumeGeometry geometry, float[] values, String description)
        throws IOException {
      out.write(NiftiWriter.floatHeader(geometry, description));
      writeVoxels(out, geometry, values);
    }
  },

  /** A MetaImage in one file; it has no room for a description. */
  MHA(".mha") {
    @Override
    public void write(OutputStream out, VolumeGeometry geometry, float[] values, String description)
        throws IOException {
      out.write(MetaImageWriter.floatHeader(geometry));
      writeVoxels(out, geometry, values);
    }
  };

  private final String ending;

  FloatVolumeFormat(String ending) {
    this.ending = ending;
  }

  /** How the names end of files in this format. */
  public String ending() {
    return ending;
  }

  /**
   * Writes a volume; the stream stays open.
   *
   * @param values slice by slice, row by row
   * @param description a few words in ASCII, where the format has room for them
   * @throws FormatException if the format cannot hold so large a grid
   */
  public abstract void write(
      OutputStream out, VolumeGeometry geometry, float[] values, String description)
      throws IOException;

  private static void writeVoxels(OutputStream out, VolumeGeometry geometry, float[] values)
      throws IOException {
    int slice = geometry.size().pixelsPerSlice();

    if (values.length != geometry.size().voxels()) {
      throw new IllegalArgumentException(
          values.length + " values do not fill a grid of " + geometry.size());
    }
    for (int at = 0; at < values.length; at += slice) {
      out.write(NpyElements.bytes(values, at, at + slice));
    }
  }
}
