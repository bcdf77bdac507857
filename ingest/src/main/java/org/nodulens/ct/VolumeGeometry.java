package org.nodulens.ct;

import java.util.ArrayList;
import java.util.List;

/**
 * The affine from voxels to the patient: point = origin + column * axes.column + row * axes.row +
 * slice * axes.slice. Axes may be oblique, of unequal length and of either handedness.
 *
 * @param origin centre of the first voxel
 */
public record VolumeGeometry(GridSize size, PatientPoint origin, VoxelAxes axes) {

  /** A grid whose middle, (n - 1) / 2 along each axis, lies at {@code center}. */
  public static VolumeGeometry centered(GridSize size, PatientPoint center, VoxelAxes axes) {
    VoxelPoint middle = size.center();
    PatientVector toMiddle =
        axes.column()
            .times(middle.column())
            .plus(axes.row().times(middle.row()))
            .plus(axes.slice().times(middle.slice()));
    return new VolumeGeometry(size, center.plus(toMiddle.times(-1)), axes);
  }

  public VoxelSpacing spacing() {
    return axes.spacing();
  }

  public PatientPoint center() {
    return toPatient(size.center());
  }

  /** The volume's eight corners, half a voxel outside the outermost voxel centres. */
  public List<PatientPoint> corners() {
    List<PatientPoint> corners = new ArrayList<>();
    for (int corner = 0; corner < 8; corner++) {
      corners.add(
          toPatient(
              new VoxelPoint(
                  (corner & 1) == 0 ? -0.5 : size.columns() - 0.5,
                  (corner & 2) == 0 ? -0.5 : size.rows() - 0.5,
                  (corner & 4) == 0 ? -0.5 : size.slices() - 0.5)));
    }
    return corners;
  }

  public PatientPoint toPatient(VoxelPoint voxel) {
    return origin
        .plus(axes.column().times(voxel.column()))
        .plus(axes.row().times(voxel.row()))
        .plus(axes.slice().times(voxel.slice()));
  }

  /** The inverse of {@link #toPatient}; not limited to the volume. */
  public VoxelPoint toVoxel(PatientPoint point) {
    return toVoxelStep(point.minus(origin));
  }

  /** How many columns, rows and slices a step in the patient is. */
  public VoxelPoint toVoxelStep(PatientVector step) {
    PatientVector rowBySlice = axes.row().cross(axes.slice());
    PatientVector sliceByColumn = axes.slice().cross(axes.column());
    PatientVector columnByRow = axes.column().cross(axes.row());
    double determinant = axes.column().dot(rowBySlice);
    return new VoxelPoint(
        step.dot(rowBySlice) / determinant,
        step.dot(sliceByColumn) / determinant,
        step.dot(columnByRow) / determinant);
  }

  /** The voxel whose centre is nearest along each axis; not limited to the volume. */
  public VoxelIndex nearestVoxel(PatientPoint point) {
    VoxelPoint voxel = toVoxel(point);
    return new VoxelIndex(
        Math.toIntExact(Math.round(voxel.column())),
        Math.toIntExact(Math.round(voxel.row())),
        Math.toIntExact(Math.round(voxel.slice())));
  }

  /** Whether the point lies in a voxel, up to half a voxel outside the outermost centres. */
  public boolean contains(PatientPoint point) {
    VoxelPoint voxel = toVoxel(point);
    return within(voxel.column(), size.columns())
        && within(voxel.row(), size.rows())
        && within(voxel.slice(), size.slices());
  }

  private static boolean within(double index, int count) {
    return index >= -0.5 && index <= count - 0.5;
  }
}
