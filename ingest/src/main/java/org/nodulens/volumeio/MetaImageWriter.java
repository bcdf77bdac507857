package org.nodulens.volumeio;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelSpacing;

/** The header of a MetaImage, as ITK reads it. */
final class MetaImageWriter {
  private MetaImageWriter() {}

  /** The voxels follow the header in the same file. */
  static final String LOCAL = "LOCAL";

  /**
   * The header of int16 voxels, up to where they would follow.
   *
   * @param dataFile name of the file that holds them, or {@link #LOCAL}
   * @throws FormatException if a header cannot name that file
   */
  static byte[] header(VolumeGeometry geometry, String dataFile) throws FormatException {
    return header(geometry, "MET_SHORT", dataFile);
  }

  /** The header of float32 voxels that follow it. */
  static byte[] floatHeader(VolumeGeometry geometry) throws FormatException {
    return header(geometry, "MET_FLOAT", LOCAL);
  }

  private static byte[] header(VolumeGeometry geometry, String type, String dataFile)
      throws FormatException {
    if (dataFile.contains("%")
        || !dataFile.equals(dataFile.strip())
        || dataFile.chars().anyMatch(Character::isISOControl)) {
      throw new FormatException(
          "a MetaImage cannot have its voxels in \""
              + dataFile.replaceAll("\\p{Cntrl}", "?")
              + "\": a % there means a pattern, and blanks around a name and line breaks are lost");
    }
    GridSize size = geometry.size();
    PatientPoint origin = geometry.origin();
    VoxelSpacing spacing = geometry.spacing();
    PatientVector column = geometry.axes().column().unit();
    PatientVector row = geometry.axes().row().unit();
    PatientVector slice = geometry.axes().slice().unit();
    String directions = text(column) + " " + text(row) + " " + text(slice);
    String header =
        "ObjectType = Image\n"
            + "NDims = 3\n"
            + "BinaryData = True\n"
            + "BinaryDataByteOrderMSB = False\n"
            + "CompressedData = False\n"
            + ("TransformMatrix = " + directions + "\n")
            + ("Offset = " + text(origin.xMm(), origin.yMm(), origin.zMm()) + "\n")
            + "CenterOfRotation = 0 0 0\n"
            + ("ElementSpacing = " + text(spacing.xMm(), spacing.yMm(), spacing.zMm()) + "\n")
            + ("DimSize = " + size.columns() + " " + size.rows() + " " + size.slices() + "\n")
            + ("ElementType = " + type + "\n")
            + ("ElementDataFile = " + dataFile + "\n");
    return header.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(PatientVector vector) {
    return text(vector.xMm(), vector.yMm(), vector.zMm());
  }

  private static String text(double... numbers) {
    return DoubleStream.of(numbers).mapToObj(Csv::text).collect(Collectors.joining(" "));
  }
}
