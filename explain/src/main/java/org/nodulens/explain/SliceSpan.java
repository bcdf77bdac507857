package org.nodulens.explain;

import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;

/**
 * How far a nodule goes from its centre along the normal of a view.
 *
 * @param belowMm against the normal, at least 0
 * @param aboveMm along it, at least 0
 */
public record SliceSpan(double belowMm, double aboveMm) {
  /** The plane through the centre alone. */
  public static final SliceSpan CENTER = new SliceSpan(0, 0);

  public SliceSpan {
    boolean finite = Double.isFinite(belowMm) && Double.isFinite(aboveMm);
    if (!(finite && belowMm >= 0 && aboveMm >= 0)) {
      throw new IllegalArgumentException(
          "a span goes 0 mm or more to either side, got " + belowMm + " and " + aboveMm);
    }
  }

  /** As far to one side as to the other. */
  public static SliceSpan around(double extentMm) {
    return new SliceSpan(extentMm / 2, extentMm / 2);
  }

  /**
   * What a mask spans: from its outermost voxel centres, but never less than the centre.
   *
   * @param mask (slices, rows, columns), above 0 in the nodule
   * @param center from which it is measured
   * @param normal of the view, of any length
   * @return {@link #CENTER} for an empty mask
   */
  public static SliceSpan of(
      byte[] mask, VolumeGeometry grid, PatientPoint center, PatientVector normal) {
    GridSize size = grid.size();
    if (mask.length != size.voxels()) {
      throw new IllegalArgumentException(mask.length + " voxels do not fill a grid of " + size);
    }
    PatientVector along = normal.unit();
    double below = 0;
    double above = 0;
    for (int at = 0; at < mask.length; at++) {
      if (mask[at] != 0) {
        int inSlice = at % size.pixelsPerSlice();
        int row = inSlice / size.columns();
        int slice = at / size.pixelsPerSlice();
        VoxelPoint voxel = new VoxelPoint(inSlice % size.columns(), row, slice);
        double offset = grid.toPatient(voxel).minus(center).dot(along);
        below = Math.max(below, -offset);
        above = Math.max(above, offset);
      }
    }
    return new SliceSpan(below, above);
  }
}
