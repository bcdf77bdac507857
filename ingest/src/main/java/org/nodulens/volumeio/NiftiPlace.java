package org.nodulens.volumeio;

import org.nodulens.ct.GridSize;
import org.nodulens.volumeio.NiftiHeader.Field;

/**
 * Where a NIfTI volume lies (nifti1.h, "3D image (volume) orientation and location in space"): the
 * sform if there is one, else the qform. Their frame is RAS (x to the patient's right is negative
 * there), ours is LPS: x and y change their sign.
 */
final class NiftiPlace {
  /** How far quaternions may stray from length 1: they are written as float32. */
  private static final double QUATERNION_TOLERANCE = 1e-4;

  /** A square of a below this is nothing but their rounding: a half turn. */
  private static final double ROUNDING = 1e-7;

  private final NiftiHeader header;

  private NiftiPlace(NiftiHeader header) {
    this.header = header;
  }

  static FileGrid grid(NiftiHeader header, GridSize size) throws FormatException {
    NiftiPlace place = new NiftiPlace(header);
    if (header.sformCode() > 0) {
      return place.sform(size);
    }
    if (header.qformCode() > 0) {
      return place.qform(size);
    }
    throw new FormatException(
        header.file()
            + " does not say where its voxels lie in the patient: neither sform_code nor qform_code"
            + " is above 0");
  }

  private FileGrid sform(GridSize size) throws FormatException {
    double[][] axes = new double[3][3];
    double[] origin = new double[3];
    for (int row = 0; row < 3; row++) {
      for (int axis = 0; axis < 3; axis++) {
        axes[axis][row] = header.number(Field.SROW, 4 * row + axis);
      }
      origin[row] = header.number(Field.SROW, 4 * row + 3);
    }
    return inLps(size, origin, axes);
  }

  /**
   * The rotation of the quaternion (a, b, c, d), its columns times pixdim, the third times qfac.
   */
  private FileGrid qform(GridSize size) throws FormatException {
    double b = header.number(Field.QUATERNION, 0);
    double c = header.number(Field.QUATERNION, 1);
    double d = header.number(Field.QUATERNION, 2);
    double vector = b * b + c * c + d * d;
    if (!(vector <= 1 + QUATERNION_TOLERANCE)) {
      throw new FormatException(
          header.file() + " has a qform that is no rotation: b^2 + c^2 + d^2 is " + vector);
    }
    double a = 1 - vector < ROUNDING ? 0 : Math.sqrt(1 - vector);
    double norm = Math.sqrt(a * a + vector); // 1, but for the rounding where a is 0
    double[][] axes = Rotation.ofQuaternion(a / norm, b / norm, c / norm, d / norm);
    double qfac = header.number(Field.PIXDIM, 0) < 0 ? -1 : 1;
    double[] origin = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double step = Math.abs(header.number(Field.PIXDIM, axis + 1)) * (axis == 2 ? qfac : 1);
      for (int row = 0; row < 3; row++) {
        axes[axis][row] *= step;
      }
      origin[axis] = header.number(Field.QOFFSET, axis);
    }
    return inLps(size, origin, axes);
  }

  private FileGrid inLps(GridSize size, double[] origin, double[][] axes) throws FormatException {
    double mm = unitMm();
    for (double[] vector : new double[][] {origin, axes[0], axes[1], axes[2]}) {
      vector[0] *= -mm;
      vector[1] *= -mm;
      vector[2] *= mm;
    }
    return FileGrid.of(header.file(), size, origin, axes);
  }

  /** Of xyzt_units; an unknown one is a millimetre. */
  private double unitMm() throws FormatException {
    int unit = header.units() & 0x07;
    return switch (unit) {
      case 0, 2 -> 1;
      case 1 -> 1e3;
      case 3 -> 1e-3;
      default ->
          throw new FormatException(
              header.file()
                  + " has a unit of space "
                  + unit
                  + "; expected 1 (m), 2 (mm), 3 (micron) or 0");
    };
  }
}
