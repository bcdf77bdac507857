package org.nodulens.volumeio;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;

/**
 * Reads a MetaImage, .mha or .mhd with its voxels beside it, as ITK and LUNA16 write it: HU, its
 * frame being LPS in mm. Each row of TransformMatrix is the direction of one axis of the image,
 * Offset the centre of its first voxel.
 *
 * <p>The format knows defaults for what a header leaves out; here the place of the voxels, and the
 * byte order where it matters, must be said. CenterOfRotation and AnatomicalOrientation say nothing
 * more and are passed over, as ITK does.
 */
final class MetaImageReader {
  private static final Map<String, VoxelType> TYPES =
      new TreeMap<>(
          Map.of(
              "MET_CHAR", VoxelType.INT8,
              "MET_UCHAR", VoxelType.UINT8,
              "MET_SHORT", VoxelType.INT16,
              "MET_USHORT", VoxelType.UINT16,
              "MET_INT", VoxelType.INT32,
              "MET_UINT", VoxelType.UINT32,
              "MET_FLOAT", VoxelType.FLOAT32,
              "MET_DOUBLE", VoxelType.FLOAT64));

  /** Directions are written with six digits or so. */
  private static final double COSINE_TOLERANCE = 1e-3;

  private final Path path;
  private final MetaImageHeader header;

  private MetaImageReader(Path path, MetaImageHeader header) {
    this.path = path;
    this.header = header;
  }

  static CtVolume read(Path path) throws IOException {
    return new MetaImageReader(path, MetaImageHeader.read(path)).read();
  }

  /** The file that the voxels are in; empty if it is this very one. */
  static Optional<Path> voxelFile(Path path) throws IOException {
    MetaImageReader reader = new MetaImageReader(path, MetaImageHeader.read(path));
    String name = reader.header.requireText("ElementDataFile");
    return isLocal(name) ? Optional.empty() : Optional.of(reader.beside(name));
  }

  private static boolean isLocal(String dataFile) {
    return dataFile.equalsIgnoreCase("LOCAL");
  }

  private CtVolume read() throws IOException {
    requirePlainImage();
    long[] counts = header.requireWholes("DimSize", 3);
    GridSize size = FileGrid.size(header.file(), counts[0], counts[1], counts[2]);
    StoredValues values = values();
    FileGrid grid = grid(size);
    return grid.volume(new VoxelBlock(source(size, values), size, values).read());
  }

  private void requirePlainImage() throws FormatException {
    if (!header.text("ObjectType").orElse("Image").equals("Image")) {
      throw header.bad("ObjectType", "Image", header.requireText("ObjectType"));
    }
    requireOne("NDims", header.requireWholes("NDims", 1)[0], 3);
    requireOne("ElementNumberOfChannels", header.whole("ElementNumberOfChannels", 1), 1);
    if (!header.yes("BinaryData", true)) {
      throw new FormatException(header.file() + " holds its voxels as text; binary is read here");
    }
    String unit = header.text("DistanceUnits").orElse("mm");
    if (!unit.equals("mm") && !unit.equals("?")) {
      throw header.bad("DistanceUnits", "mm", unit);
    }
  }

  private void requireOne(String key, long found, long expected) throws FormatException {
    if (found != expected) {
      throw header.bad(key, Long.toString(expected), Long.toString(found));
    }
  }

  private StoredValues values() throws FormatException {
    String name = header.requireText("ElementType");
    VoxelType type = TYPES.get(name);
    if (type == null) {
      throw header.bad("ElementType", "one of " + TYPES.keySet(), name);
    }
    double slope = header.number("ElementToIntensityFunctionSlope", 1);
    double intercept = header.number("ElementToIntensityFunctionOffset", 0);
    return new StoredValues(type, byteOrder(type), slope, intercept);
  }

  private ByteOrder byteOrder(VoxelType type) throws FormatException {
    boolean element = header.yes("ElementByteOrderMSB", false);
    boolean bigEndian = header.yes("BinaryDataByteOrderMSB", element);
    if (header.text("ElementByteOrderMSB").isPresent()) {
      if (bigEndian != element) {
        throw new FormatException(
            header.file() + ": BinaryDataByteOrderMSB and ElementByteOrderMSB differ");
      }
    } else if (type.bytes() > 1) {
      header.requireText("BinaryDataByteOrderMSB");
    }
    return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private FileGrid grid(GridSize size) throws FormatException {
    double[] first = header.requireNumbers(3, List.of("Offset", "Position", "Origin"));
    double[] spacing = header.requireNumbers(3, List.of("ElementSpacing"));
    double[] matrix =
        header.requireNumbers(9, List.of("TransformMatrix", "Rotation", "Orientation"));
    double[][] axes = new double[3][3];
    for (int axis = 0; axis < 3; axis++) {
      double x = matrix[3 * axis];
      double y = matrix[3 * axis + 1];
      double z = matrix[3 * axis + 2];
      if (!(Math.abs(Math.sqrt(x * x + y * y + z * z) - 1) <= COSINE_TOLERANCE)) {
        throw new FormatException(
            header.file() + ": each row of TransformMatrix must have length 1, not " + (axis + 1));
      }
      if (!(spacing[axis] > 0)) {
        throw new FormatException(header.file() + ": ElementSpacing must be above 0 mm");
      }
      axes[axis] = new double[] {x * spacing[axis], y * spacing[axis], z * spacing[axis]};
    }
    return FileGrid.of(header.file(), size, first, axes);
  }

  private ByteSource source(GridSize size, StoredValues values) throws IOException {
    String name = header.requireText("ElementDataFile");
    boolean local = isLocal(name);
    Path file = local ? path : beside(name);
    long start = start(local, file, size.voxels() * values.type().bytes());
    if (!header.yes("CompressedData", false)) {
      return new ByteSource(file, ByteSource.Compression.NONE, start, 0);
    }
    long stored = header.whole("CompressedDataSize", 0);
    if (stored < 0 || stored > Files.size(file) - start) {
      throw new FormatException(
          "%s is truncated: %d bytes of compressed voxels are promised, there are %d"
              .formatted(file, stored, Math.max(0, Files.size(file) - start)));
    }
    return ByteSource.deflated(file, start);
  }

  /** HeaderSize counts from the file's start; -1 says that the voxels are its end. */
  private long start(boolean local, Path file, long voxelBytes) throws IOException {
    long skip = header.whole("HeaderSize", 0);
    long least = local ? header.end() : 0;
    if (skip == -1 && !header.yes("CompressedData", false)) {
      return Math.max(least, Files.size(file) - voxelBytes);
    }
    if (skip != 0 && skip < least) {
      throw header.bad("HeaderSize", "-1, 0 or at least " + least, Long.toString(skip));
    }
    return Math.max(least, skip);
  }

  /** A file in the header's own folder, and nowhere else. */
  private Path beside(String name) throws FormatException {
    if (name.equals("LIST") || name.startsWith("LIST ") || name.contains("%")) {
      throw header.bad("ElementDataFile", "one file for all slices", name);
    }
    Path file;
    try {
      file = path.resolveSibling(name);
    } catch (InvalidPathException e) {
      throw header.bad("ElementDataFile", "the name of a file", name);
    }
    boolean plain = !name.contains("/") && !name.contains("\\") && !name.contains(":");
    if (!plain || name.equals(".") || name.equals("..")) {
      throw header.bad("ElementDataFile", "the bare name of a file beside it", name);
    }
    if (!Files.isRegularFile(file)) {
      throw new FormatException(
          header.file() + " has its voxels in " + name + ", but no such file is beside it");
    }
    return file;
  }
}
