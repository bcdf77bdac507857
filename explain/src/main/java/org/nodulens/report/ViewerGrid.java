package org.nodulens.report;

import java.util.function.ToDoubleFunction;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;

/**
 * The voxels around a nodule that a page carries: those of the scan itself, turned so that columns
 * run to the patient's left, rows to posterior and slices to the head; wider ones where there would
 * be too many.
 *
 * @param center the voxel that the nodule's centre lies in
 * @param coarser how much wider than the scan's own the voxels are; 1 where they are the scan's
 */
record ViewerGrid(VolumeGeometry geometry, VoxelIndex center, double coarser) {
  private static final double ROUNDING = 1e-6;

  /**
   * Around a point.
   *
   * @param edgeMm of the cube; less where the scan ends
   * @param mostVoxels that the cube may have
   */
  static ViewerGrid around(
      VolumeGeometry scan, PatientPoint point, double edgeMm, long mostVoxels) {
    VoxelAxes own = scan.axes().upright().closestToPatient();
    ViewerGrid grid = of(scan, point, edgeMm, own, 1);
    long voxels = grid.geometry.size().voxels();
    if (voxels <= mostVoxels) {
      return grid;
    }
    double wider = Math.cbrt((double) voxels / mostVoxels) * 1.02;
    return of(scan, point, edgeMm, times(own, wider), wider);
  }

  private static VoxelAxes times(VoxelAxes axes, double factor) {
    VoxelSpacing mm = axes.spacing();
    return axes.withSpacing(
        new VoxelSpacing(mm.xMm() * factor, mm.yMm() * factor, mm.zMm() * factor));
  }

  private static ViewerGrid of(
      VolumeGeometry scan, PatientPoint point, double edgeMm, VoxelAxes axes, double coarser) {
    PatientPoint middle = nearestVoxelCenter(scan, point);
    Reach columns = Reach.of(scan, middle, axes.column(), edgeMm);
    Reach rows = Reach.of(scan, middle, axes.row(), edgeMm);
    Reach slices = Reach.of(scan, middle, axes.slice(), edgeMm);
    PatientPoint origin =
        middle
            .plus(axes.column().times(-columns.below))
            .plus(axes.row().times(-rows.below))
            .plus(axes.slice().times(-slices.below));
    GridSize size = new GridSize(columns.count(), rows.count(), slices.count());
    return new ViewerGrid(
        new VolumeGeometry(size, origin, axes),
        new VoxelIndex(columns.below, rows.below, slices.below),
        coarser);
  }

  private static PatientPoint nearestVoxelCenter(VolumeGeometry scan, PatientPoint point) {
    VoxelIndex nearest = scan.nearestVoxel(point);
    GridSize size = scan.size();
    return scan.toPatient(
        new VoxelPoint(
            within(nearest.column(), size.columns()),
            within(nearest.row(), size.rows()),
            within(nearest.slice(), size.slices())));
  }

  private static int within(int index, int count) {
    return Math.max(0, Math.min(count - 1, index));
  }

  /** How many voxels there are to either side of the middle one. */
  private record Reach(int below, int above) {
    static Reach of(VolumeGeometry scan, PatientPoint middle, PatientVector axis, double edgeMm) {
      PatientVector along = axis.unit();
      ToDoubleFunction<PatientPoint> offset = corner -> corner.minus(middle).dot(along);
      double lowest = scan.corners().stream().mapToDouble(offset).min().orElseThrow();
      double highest = scan.corners().stream().mapToDouble(offset).max().orElseThrow();
      double step = axis.lengthMm();
      return new Reach(
          steps(Math.min(edgeMm / 2, -lowest), step), steps(Math.min(edgeMm / 2, highest), step));
    }

    private static int steps(double mm, double step) {
      return (int) Math.max(0, Math.floor(mm / step + ROUNDING));
    }

    int count() {
      return below + 1 + above;
    }
  }
}
