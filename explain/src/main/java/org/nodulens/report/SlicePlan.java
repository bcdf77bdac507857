package org.nodulens.report;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.explain.SliceSpan;

/**
 * Where parallel planes are laid through a nodule: one through its centre, others as far apart as
 * the CT's slices are, to either side as far as the nodule goes and the volume holds it.
 *
 * @param normal of the planes, 1 mm long
 * @param stepMm from plane to plane
 * @param offsetsMm from the centre along the normal, ascending; one of them is 0
 */
record SlicePlan(PatientVector normal, double stepMm, List<Double> offsetsMm) {
  /** Absorbs rounding of a nodule that spans whole steps. */
  private static final double ROUNDING = 1e-6;

  /**
   * Lays planes.
   *
   * @param grid of the CT
   * @param plane through the nodule's centre
   */
  static SlicePlan of(VolumeGeometry grid, VolumeGeometry plane, SliceSpan span) {
    PatientVector normal = plane.axes().normal();
    double step = stepMm(grid.axes(), normal);
    PatientPoint center = plane.center();
    List<Double> offsets = new ArrayList<>();
    int last = (int) Math.floor(span.aboveMm() / step + ROUNDING);
    for (int n = -(int) Math.floor(span.belowMm() / step + ROUNDING); n <= last; n++) {
      if (n == 0 || grid.contains(center.plus(normal.times(n * step)))) {
        offsets.add(n * step + 0.0); // never -0
      }
    }
    return new SlicePlan(normal, step, List.copyOf(offsets));
  }

  /** How far the volume's own planes are apart along a normal. */
  private static double stepMm(VoxelAxes axes, PatientVector normal) {
    return Math.max(
        Math.abs(axes.column().dot(normal)),
        Math.max(Math.abs(axes.row().dot(normal)), Math.abs(axes.slice().dot(normal))));
  }
}
