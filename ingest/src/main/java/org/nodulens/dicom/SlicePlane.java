package org.nodulens.dicom;

import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VoxelAxes;

/**
 * Where a slice's pixels lie in the patient (PS3.3 C.7.6.2.1.1).
 *
 * @param position centre of the first pixel
 * @param rowDirection unit vector along a row: from a column to the next
 * @param columnDirection unit vector along a column: from a row to the next
 * @param rowSpacingMm distance between rows: the first value of Pixel Spacing
 * @param columnSpacingMm distance between columns: the second
 */
record SlicePlane(
    PatientPoint position,
    PatientVector rowDirection,
    PatientVector columnDirection,
    double rowSpacingMm,
    double columnSpacingMm) {
  /** Direction cosines are written with six digits or so. */
  private static final double COSINE_TOLERANCE = 1e-3;

  /** No scanner is that large, and geometry stays exact to 1e-6 mm. */
  private static final double FARTHEST_MM = 1e6;

  /** Of 32 degrees: as far as a gantry tilts, slices are axial. */
  private static final double PLAIN_COSINE = 0.85;

  static SlicePlane of(DicomAttributes slice) throws DicomFormatException {
    double[] p = slice.requireNumbers(Tag.IMAGE_POSITION, 3);
    double[] o = slice.requireNumbers(Tag.IMAGE_ORIENTATION, 6);
    double[] spacing = slice.requireNumbers(Tag.PIXEL_SPACING, 2);
    PatientVector row = new PatientVector(o[0], o[1], o[2]);
    PatientVector column = new PatientVector(o[3], o[4], o[5]);
    if (!isUnit(row) || !isUnit(column) || Math.abs(row.dot(column)) > COSINE_TOLERANCE) {
      throw new DicomFormatException(
          "bad-value",
          Tag.IMAGE_ORIENTATION + " must be two unit vectors at right angles in " + slice.where());
    }
    if (!isPixelSpacing(spacing[0]) || !isPixelSpacing(spacing[1])) {
      throw new DicomFormatException(
          "bad-value", Tag.PIXEL_SPACING + " must be 0.001 to 1000 mm in " + slice.where());
    }
    if (!(Math.abs(p[0]) <= FARTHEST_MM
        && Math.abs(p[1]) <= FARTHEST_MM
        && Math.abs(p[2]) <= FARTHEST_MM)) {
      throw new DicomFormatException(
          "bad-value",
          Tag.IMAGE_POSITION + " is farther than 1 km from the origin in " + slice.where());
    }
    return new SlicePlane(
        new PatientPoint(p[0], p[1], p[2]), row.unit(), column.unit(), spacing[0], spacing[1]);
  }

  private static boolean isPixelSpacing(double mm) {
    return mm >= 1e-3 && mm <= 1e3;
  }

  /** The same, with directions that other slices have too. */
  SlicePlane sharing(Sharing sharing) {
    return new SlicePlane(
        position,
        sharing.of(rowDirection),
        sharing.of(columnDirection),
        rowSpacingMm,
        columnSpacingMm);
  }

  private static boolean isUnit(PatientVector vector) {
    return Math.abs(vector.lengthMm() - 1) <= COSINE_TOLERANCE;
  }

  /** The direction in which slices are counted. */
  PatientVector normal() {
    return rowDirection.cross(columnDirection);
  }

  /** {@code axial}, {@code coronal}, {@code sagittal} or {@code oblique}. */
  String orientationName() {
    PatientVector normal = normal();
    if (Math.abs(normal.zMm()) > PLAIN_COSINE) {
      return "axial";
    }
    if (Math.abs(normal.yMm()) > PLAIN_COSINE) {
      return "coronal";
    }
    return Math.abs(normal.xMm()) > PLAIN_COSINE ? "sagittal" : "oblique";
  }

  /** The axes of a volume of such slices, one straight above the other. */
  VoxelAxes axes(double sliceSpacingMm) {
    return new VoxelAxes(
        rowDirection.times(columnSpacingMm),
        columnDirection.times(rowSpacingMm),
        normal().unit().times(sliceSpacingMm));
  }

  boolean hasOrientationOf(SlicePlane other) {
    return rowDirection.dot(other.rowDirection) > 1 - 1e-5
        && columnDirection.dot(other.columnDirection) > 1 - 1e-5;
  }

  boolean hasSpacingOf(SlicePlane other) {
    return Math.abs(rowSpacingMm - other.rowSpacingMm) < 1e-4 * rowSpacingMm
        && Math.abs(columnSpacingMm - other.columnSpacingMm) < 1e-4 * columnSpacingMm;
  }
}
