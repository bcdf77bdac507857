package org.nodulens.volumeio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;

/**
 * What a volume can be written as; the ending of a file's name chooses. Voxels are HU in int16,
 * little endian, slice by slice, {@link CtVolume#PADDING_HU} where there are none. The same volume
 * gives the same bytes.
 */
public enum VolumeFormat {
  /** An array (slices, rows, columns); geometry and all else in a .json of the same name. */
  NUMPY(".npy") {
    @Override
    List<VolumePart> parts(String stem, CtVolume volume, VolumeNote note) {
      return List.of(
          new VolumePart(
              stem + ".npy",
              out -> {
                GridSize size = volume.geometry().size();
                NpyHeader header =
                    new NpyHeader(NpyType.INT16, size.slices(), size.rows(), size.columns());
                out.write(header.encode(header.alignedDataOffset()));
                writeVoxels(out, volume);
              }),
          new VolumePart(stem + ".json", out -> VolumeJson.write(out, volume, note)));
    }
  },

  /** A MetaImage whose voxels are in a .raw of the same name. */
  META_IMAGE(".mhd") {
    @Override
    List<VolumePart> parts(String stem, CtVolume volume, VolumeNote note) throws FormatException {
      byte[] header = MetaImageWriter.header(volume.geometry(), stem + ".raw");
      return List.of(
          new VolumePart(stem + ".raw", out -> writeVoxels(out, volume)),
          new VolumePart(stem + ".mhd", out -> out.write(header)));
    }
  },

  /** A MetaImage in one file. */
  META_IMAGE_IN_ONE(".mha") {
    @Override
    List<VolumePart> parts(String stem, CtVolume volume, VolumeNote note) throws FormatException {
      byte[] header = MetaImageWriter.header(volume.geometry(), "LOCAL");
      return List.of(
          new VolumePart(
              stem + ".mha",
              out -> {
                out.write(header);
                writeVoxels(out, volume);
              }));
    }
  },

  /** NIfTI-1 in one file. */
  NIFTI(".nii") {
    @Override
    List<VolumePart> parts(String stem, CtVolume volume, VolumeNote note) throws FormatException {
      byte[] header = NiftiWriter.header(volume.geometry());
      return List.of(
          new VolumePart(
              stem + ".nii",
              out -> {
                out.write(header);
                writeVoxels(out, volume);
              }));
    }
  },

  /** The same, compressed. */
  NIFTI_GZIP(".nii.gz") {
    @Override
    List<VolumePart> parts(String stem, CtVolume volume, VolumeNote note) throws FormatException {
      VolumePart plain = NIFTI.parts(stem, volume, note).get(0);
      return List.of(
          new VolumePart(stem + ".nii.gz", out -> NiftiWriter.compress(out, plain.content())));
    }
  };

  private final String ending;

  VolumeFormat(String ending) {
    this.ending = ending;
  }

  /** How the names end of files in this format. */
  public String ending() {
    return ending;
  }

  /** The format that a file's name asks for. */
  public static Optional<VolumeFormat> ofName(Path file) {
    for (VolumeFormat format : values()) {
      if (file.getFileName() != null && format.isEndingOf(file.getFileName().toString())) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  private boolean isEndingOf(String name) {
    return name.length() > ending.length() && name.endsWith(ending);
  }

  /**
   * The files that a volume becomes, in the order in which they are to be put in place: what
   * describes another comes after it.
   *
   * @param file one of them; its folder does not matter
   * @throws FormatException if the format cannot hold the volume, or not under this name
   */
  public List<VolumePart> parts(Path file, CtVolume volume, VolumeNote note)
      throws FormatException {
    String name = file.getFileName().toString();
    if (!isEndingOf(name)) {
      throw new IllegalArgumentException(file + " does not end in " + ending);
    }
    return parts(name.substring(0, name.length() - ending.length()), volume, note);
  }

  abstract List<VolumePart> parts(String stem, CtVolume volume, VolumeNote note)
      throws FormatException;

  private static void writeVoxels(OutputStream out, CtVolume volume) throws IOException {
    for (int k = 0; k < volume.geometry().size().slices(); k++) {
      out.write(NpyElements.bytes(volume.slice(k)));
    }
  }
}
