package org.nodulens.ct;

import java.io.IOException;

/** A volume that is read as far as it is needed. */
public interface SliceSource {
  /** Of the whole volume. */
  VolumeGeometry geometry();

  /** Slices {@code first} to {@code first + count - 1}, with the geometry of that part. */
  CtVolume slices(int first, int count) throws IOException;

  /** As {@link #around(VolumeGeometry, Interpolation)}, linear. */
  default CtVolume around(VolumeGeometry grid) throws IOException {
    return around(grid, Interpolation.LINEAR);
  }

  /** The slices that a grid touches, and no more: enough to resample it as from the whole. */
  default CtVolume around(VolumeGeometry grid, Interpolation interpolation) throws IOException {
    GridSize size = grid.size();
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int corner = 0; corner < 8; corner++) {
      VoxelPoint index =
          new VoxelPoint(
              (corner & 1) == 0 ? 0 : size.columns() - 1,
              (corner & 2) == 0 ? 0 : size.rows() - 1,
              (corner & 4) == 0 ? 0 : size.slices() - 1);
      double slice = geometry().toVoxel(grid.toPatient(index)).slice();
      lowest = Math.min(lowest, slice);
      highest = Math.max(highest, slice);
    }
    int count = geometry().size().slices();
    int reach = interpolation.reach();
    int first = (int) Math.min(count - 1, Math.max(0, Math.floor(lowest) - reach));
    int last = (int) Math.min(count - 1, Math.max(first, Math.ceil(highest) + reach));
    return slices(first, last - first + 1);
  }
}
