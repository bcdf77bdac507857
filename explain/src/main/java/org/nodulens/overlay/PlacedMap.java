package org.nodulens.overlay;

import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.explain.ViewMap;

/** Raw, signed importance on a grid in the patient: a volume, or a single plane. Immutable. */
public final class PlacedMap {
  private final VolumeGeometry geometry;
  private final float[] values;

  /**
   * A map of these values, copied.
   *
   * @param values slice by slice, row by row; all finite
   */
  public PlacedMap(VolumeGeometry geometry, float[] values) {
    if (values.length != geometry.size().voxels()) {
      throw new IllegalArgumentException(
          values.length + " values do not fill a map of " + geometry.size());
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("a map's values must be finite, got " + value);
      }
    }
    this.geometry = geometry;
    this.values = values.clone();
  }

  /** The map of one view, in its plane. */
  public static PlacedMap of(ViewMap map) {
    return new PlacedMap(map.geometry(), map.map().values());
  }

  public VolumeGeometry geometry() {
    return geometry;
  }

  /** A copy, slice by slice, row by row. */
  public float[] values() {
    return values.clone();
  }

  /** The largest magnitude, 0 of a map of zeros. */
  public float largest() {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** The largest value; negative where all speaks against the score. */
  public float highest() {
    float highest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      highest = Math.max(highest, value);
    }
    return highest;
  }

  /**
   * The value at a place: linear between the grid's points, constant for half a step beyond the
   * outermost ones, 0 outside. A single plane holds for all places straight above and below it.
   */
  public float at(PatientPoint point) {
    VoxelPoint voxel = geometry.toVoxel(point);
    GridSize size = geometry.size();
    boolean inside =
        within(voxel.column(), size.columns())
            && within(voxel.row(), size.rows())
            && (size.slices() == 1 || within(voxel.slice(), size.slices()));
    return inside ? (float) between(voxel, size) : 0;
  }

  private static boolean within(double index, int count) {
    return index >= -0.5 && index <= count - 0.5;
  }

  private double between(VoxelPoint voxel, GridSize size) {
    double sum = 0;
    for (int corner = 0; corner < 8; corner++) {
      Along column = Along.of(voxel.column(), size.columns(), (corner & 1) != 0);
      Along row = Along.of(voxel.row(), size.rows(), (corner & 2) != 0);
      Along slice = Along.of(voxel.slice(), size.slices(), (corner & 4) != 0);
      double weight = column.weight * row.weight * slice.weight;
      int at = (slice.index * size.rows() + row.index) * size.columns() + column.index;
      sum += weight * values[at];
    }
    return sum;
  }

  /** One of the two neighbours along an axis, and its share. */
  private record Along(int index, double weight) {
    static Along of(double index, int count, boolean upper) {
      double clamped = Math.max(0, Math.min(count - 1, index));
      int lower = (int) clamped;
      double fraction = clamped - lower;
      return upper
          ? new Along(Math.min(count - 1, lower + 1), fraction)
          : new Along(lower, 1 - fraction);
    }
  }
}
