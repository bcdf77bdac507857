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
  NUMPY(".npy", Optional.of(".json")) {
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
  META_IMAGE(".mhd", Optional.of(".raw")) {
    @Override
    List<VolumePart> parts(String stem, CtVolume volume, VolumeNote note) throws FormatException {
      byte[] header = MetaImageWriter.header(volume.geometry(), stem + ".raw");
      return List.of(
          new VolumePart(stem + ".raw", out -> writeVoxels(out, volume)),
          new VolumePart(stem + ".mhd", out -> out.write(header)));
    }
  },

  /** A MetaImage in one file. */
  META_IMAGE_IN_ONE(".mha", Optional.empty()) {
    @Override
    List<VolumePart> parts(String stem, CtVolume volume, VolumeNote note) throws FormatException {
      byte[] header = MetaImageWriter.header(volume.geometry(), MetaImageWriter.LOCAL);
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
  NIFTI(".nii", Optional.empty()) {
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
  NIFTI_GZIP(".nii.gz", Optional.empty()) {
    @Override
    List<VolumePart> parts(String stem, CtVolume volume, VolumeNote note) throws FormatException {
      VolumePart plain = NIFTI.parts(stem, volume, note).get(0);
      return List.of(
          new VolumePart(stem + ".nii.gz", out -> NiftiWriter.compress(out, plain.content())));
    }
  };

  private final String ending;
  private final Optional<String> endingBeside;

  VolumeFormat(String ending, Optional<String> endingBeside) {
    this.ending = ending;
    this.endingBeside = endingBeside;
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

  /** The other file that is written with one, if there is another. */
  public Optional<Path> beside(Path file) {
    return endingBeside.map(other -> file.resolveSibling(stem(file) + other));
  }

  private String stem(Path file) {
    String name = file.getFileName().toString();
    if (!isEndingOf(name)) {
      throw new IllegalArgumentException(file + " does not end in " + ending);
    }
    return name.substring(0, name.length() - ending.length());
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
    return parts(stem(file), volume, note);
  }

  abstract List<VolumePart> parts(String stem, CtVolume volume, VolumeNote note)
      throws FormatException;

  private static void writeVoxels(OutputStream out, CtVolume volume) throws IOException {
    for (int k = 0; k < volume.geometry().size().slices(); k++) {
      out.write(NpyElements.bytes(volume.slice(k)));
    }
  }
}
