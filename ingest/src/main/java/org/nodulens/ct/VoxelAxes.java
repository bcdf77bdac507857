package org.nodulens.ct;

/** The steps, in patient space, from a voxel to the next column, the next row, the next slice. */
public record VoxelAxes(PatientVector column, PatientVector row, PatientVector slice) {
  public VoxelAxes {
    double volume = column.cross(row).dot(slice);
    double box = column.lengthMm() * row.lengthMm() * slice.lengthMm();
    if (!(Math.abs(volume) > 1e-6 * box)) {
      throw new IllegalArgumentException(
          "voxel axes must span a volume, got " + column + ", " + row + ", " + slice);
    }
  }

  /** Columns to the patient's left, rows to posterior, slices to the head. */
  public static VoxelAxes alongPatient(VoxelSpacing spacing) {
    return new VoxelAxes(
        PatientVector.LEFT.times(spacing.xMm()),
        PatientVector.POSTERIOR.times(spacing.yMm()),
        PatientVector.SUPERIOR.times(spacing.zMm()));
  }

  /** Less slant than that is the rounding of numbers. */
  private static final double UPRIGHT_DEGREES = 1e-4;

  /** Whether the next slice lies straight above, and not to the side as with a tilted gantry. */
  public boolean isUpright() {
    return slantDegrees() < UPRIGHT_DEGREES;
  }

  /** At right angles to columns and rows, along column x row, 1 mm long. */
  public PatientVector normal() {
    return column.cross(row).unit();
  }

  /** Between the slice axis and the normal of the slices. */
  public double slantDegrees() {
    PatientVector normal = column.cross(row).unit();
    return Math.toDegrees(Math.atan2(slice.cross(normal).lengthMm(), Math.abs(slice.dot(normal))));
  }

  /** The same columns and rows; slices as far apart, but straight above each other. */
  public VoxelAxes upright() {
    if (isUpright()) {
      return this;
    }
    PatientVector normal = column.cross(row).unit();
    return new VoxelAxes(column, row, normal.times(slice.dot(normal)));
  }

  /** The lengths of the axes: of slanting slices, along the slant. */
  public VoxelSpacing spacing() {
    return new VoxelSpacing(column.lengthMm(), row.lengthMm(), slice.lengthMm());
  }

  /** The same directions with other distances. */
  public VoxelAxes withSpacing(VoxelSpacing spacing) {
    return new VoxelAxes(
        column.unit().times(spacing.xMm()),
        row.unit().times(spacing.yMm()),
        slice.unit().times(spacing.zMm()));
  }

  /**
   * These directions, permuted and turned round so that columns run as nearly as they can to the
   * patient's left, rows to posterior and slices to the head. Each axis is used once.
   */
  public VoxelAxes closestToPatient() {
    PatientVector[] mine = {column, row, slice};
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    int[] best = orders[0];
    double bestAlignment = -1;
    for (int[] order : orders) {
      double alignment =
          Math.abs(mine[order[0]].unit().xMm())
              + Math.abs(mine[order[1]].unit().yMm())
              + Math.abs(mine[order[2]].unit().zMm());
      if (alignment > bestAlignment + 1e-9) {
        best = order;
        bestAlignment = alignment;
      }
    }
    return new VoxelAxes(
        towards(mine[best[0]], PatientVector.LEFT),
        towards(mine[best[1]], PatientVector.POSTERIOR),
        towards(mine[best[2]], PatientVector.SUPERIOR));
  }

  private static PatientVector towards(PatientVector axis, PatientVector direction) {
    return axis.dot(direction) < 0 ? axis.times(-1) : axis;
  }
}
