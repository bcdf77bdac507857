package org.nodulens.volumeio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.volumeio.NiftiHeader.Field;

/**
 * Reads NIfTI-1 and NIfTI-2: .nii, or .hdr with .img, each perhaps compressed by gzip. Values are
 * HU once scl_slope and scl_inter are applied.
 */
final class NiftiReader {
  private final NiftiHeader header;
  private final ByteSource source;

  private NiftiReader(NiftiHeader header, ByteSource source) {
    this.header = header;
    this.source = source;
  }

  /**
   * Reads a volume.
   *
   * @param path the .nii, or either file of a pair
   */
  static CtVolume read(Path path) throws IOException {
    Path headerFile = hasEnding(path, ".img") ? partner(path, ".img", ".hdr") : path;
    ByteSource source = ByteSource.perhapsGzip(headerFile);
    NiftiHeader header = NiftiHeader.read(source);
    if (header.isPair()) {
      if (!hasEnding(headerFile, ".hdr")) {
        throw new FormatException(
            path
                + " is the header of a pair (its magic is ni1 or ni2), so its name must end in"
                + " .hdr");
      }
      source = ByteSource.perhapsGzip(partner(headerFile, ".hdr", ".img"));
    }
    return new NiftiReader(header, source).read();
  }

  /**
   * The .img of a pair; empty if the voxels are behind the header.
   *
   * @param path no .img itself
   */
  static Optional<Path> voxelFile(Path path) throws IOException {
    boolean pair = NiftiHeader.read(ByteSource.perhapsGzip(path)).isPair();
    return pair && hasEnding(path, ".hdr")
        ? Optional.of(partner(path, ".hdr", ".img"))
        : Optional.empty();
  }

  private CtVolume read() throws IOException {
    GridSize size = size();
    FileGrid grid = NiftiPlace.grid(header, size);
    return grid.volume(new VoxelBlock(source.from(voxelOffset()), size, values()).read());
  }

  private GridSize size() throws FormatException {
    long dimensions = header.count(0);
    if (dimensions < 3 || dimensions > 7) {
      throw new FormatException(
          header.file() + " has " + dimensions + " dimensions (dim[0]); a volume has 3");
    }
    for (int i = 4; i <= dimensions; i++) {
      if (header.count(i) != 1) {
        throw new FormatException(
            "%s holds several volumes: dim[%d] is %d, expected 1"
                .formatted(header.file(), i, header.count(i)));
      }
    }
    return FileGrid.size(header.file(), header.count(1), header.count(2), header.count(3));
  }

  private StoredValues values() throws FormatException {
    VoxelType type =
        switch (header.dataType()) {
          case 2 -> VoxelType.UINT8;
          case 4 -> VoxelType.INT16;
          case 8 -> VoxelType.INT32;
          case 16 -> VoxelType.FLOAT32;
          case 64 -> VoxelType.FLOAT64;
          case 256 -> VoxelType.INT8;
          case 512 -> VoxelType.UINT16;
          case 768 -> VoxelType.UINT32;
          default ->
              throw new FormatException(
                  header.file()
                      + " has data type "
                      + header.dataType()
                      + "; expected whole numbers of 8, 16 or 32 bits, float32 or float64 (2, 4, 8,"
                      + " 16, 64, 256, 512 or 768)");
        };
    double slope = header.number(Field.SLOPE, 0);
    if (slope == 0 || !Double.isFinite(slope)) {
      return StoredValues.hu(type, header.order()); // nifti1.h: there is no scaling
    }
    double intercept = header.number(Field.INTERCEPT, 0);
    if (!Double.isFinite(intercept)) {
      throw new FormatException(
          header.file() + " has scl_slope " + slope + " but scl_inter " + intercept);
    }
    return new StoredValues(type, header.order(), slope, intercept);
  }

  private long voxelOffset() throws FormatException {
    double offset = header.voxelOffset();
    double least = header.isOneFile() ? header.length() : 0;
    if (!(offset >= least && offset == Math.rint(offset))) {
      throw new FormatException(
          "%s has its voxels at byte %s (vox_offset); expected a whole number from %.0f on"
              .formatted(header.file(), offset, least));
    }
    return (long) offset;
  }

  private static boolean hasEnding(Path path, String ending) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(ending) || name.endsWith(ending + ".gz");
  }

  /** The other file of a pair: of the same name but for its ending, in the same folder. */
  private static Path partner(Path path, String ending, String other) throws FormatException {
    String name = path.getFileName().toString();
    String stem = name.substring(0, name.toLowerCase(Locale.ROOT).lastIndexOf(ending));
    List<String> names = List.of(stem + other, stem + other + ".gz");
    for (String candidate : names) {
      Path file = path.resolveSibling(candidate);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new FormatException(
        path + " is one of a pair, but neither of " + names + " is beside it");
  }
}
