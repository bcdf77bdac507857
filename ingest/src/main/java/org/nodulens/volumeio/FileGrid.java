package org.nodulens.volumeio;

import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelPoint;

/**
 * A grid as a file's header has it, in LPS mm; refuses what no scanner makes. Axes may be oblique
 * or sheared.
 *
 * @param file named in messages
 */
record FileGrid(String file, VolumeGeometry geometry) {
  /** More pixels than any CT slice has, as few as memory has room for several of. */
  private static final long MOST_PIXELS = 1 << 26;

  /** As for DICOM: beyond this it is no scanner's frame, and numbers lose their digits. */
  private static final double FARTHEST_MM = 1e6;

  private static final double LEAST_SPACING_MM = 1e-3;
  private static final double MOST_SPACING_MM = 1e3;

  /**
   * Numbers of voxels along each axis.
   *
   * @throws FormatException if one is below 1, or a slice has absurdly many
   */
  static GridSize size(String file, long columns, long rows, long slices) throws FormatException {
    boolean counts = columns > 0 && rows > 0 && slices > 0;
    if (!counts || slices > Integer.MAX_VALUE || columns > MOST_PIXELS / rows) {
      throw new FormatException(
          "%s has %d x %d x %d voxels; expected at least 1 along each axis and at most %d in a slice"
              .formatted(file, columns, rows, slices, MOST_PIXELS));
    }
    return new GridSize((int) columns, (int) rows, (int) slices);
  }

  /**
   * A grid by its affine.
   *
   * @param axes the steps to the next column, row and slice, each x, y, z
   * @throws FormatException if it lies farther off, or is finer or coarser, than any scan, or if
   *     the axes span no volume
   */
  static FileGrid of(String file, GridSize size, double[] origin, double[][] axes)
      throws FormatException {
    for (double coordinate : origin) {
      if (!(Math.abs(coordinate) <= FARTHEST_MM)) {
        throw new FormatException(
            file + " has its first voxel at " + coordinate + " mm; up to 1 km are believed");
      }
    }
    for (double[] axis : axes) {
      double stepMm = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
      if (!(stepMm >= LEAST_SPACING_MM && stepMm <= MOST_SPACING_MM)) {
        throw new FormatException(
            file + " has voxels " + stepMm + " mm apart; 0.001 to 1000 mm are believed");
      }
    }
    PatientPoint first = new PatientPoint(origin[0], origin[1], origin[2]);
    try {
      VoxelAxes steps = new VoxelAxes(vector(axes[0]), vector(axes[1]), vector(axes[2]));
      return new FileGrid(file, new VolumeGeometry(size, first, steps));
    } catch (IllegalArgumentException e) {
      throw new FormatException(file + " has no affine of a volume: " + e.getMessage(), e);
    }
  }

  private static PatientVector vector(double[] xyz) {
    return new PatientVector(xyz[0], xyz[1], xyz[2]);
  }

  /**
   * The volume with its slices along row x column direction: where the file has them the other way
   * round they change places, and the origin moves to what was the last one. No voxel leaves its
   * place in the patient.
   *
   * @param slices in the file's order; the array is reordered in place
   */
  CtVolume volume(short[][] slices) {
    VoxelAxes axes = geometry.axes();
    if (axes.column().cross(axes.row()).dot(axes.slice()) > 0) {
      return new CtVolume(geometry, slices);
    }
    int last = slices.length - 1;
    for (int k = 0; k < slices.length / 2; k++) {
      short[] swapped = slices[k];
      slices[k] = slices[last - k];
      slices[last - k] = swapped;
    }
    VolumeGeometry turned =
        new VolumeGeometry(
            geometry.size(),
            geometry.toPatient(new VoxelPoint(0, 0, last)),
            new VoxelAxes(axes.column(), axes.row(), axes.slice().times(-1)));
    return new CtVolume(turned, slices);
  }
}
