package org.nodulens.nodule.segmentation;

import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;

/**
 * The voxels within reach of a seed, as one array (slices, rows, columns). Distances count along
 * the voxel axes as if they were at right angles: a tilted gantry makes them a little longer or
 * shorter.
 */
final class Neighbourhood {
  /** Air, and what padding counts as. */
  static final float LOWEST_HU = -1000;

  /**
   * Contrast agent, calcium and bone count as soft tissue: the edge of a nodule is towards lung.
   */
  static final float HIGHEST_HU = 200;

  /** Bounds memory on grids of very fine voxels: the reach is shortened. */
  private static final long MOST_VOXELS = 6_000_000;

  private final Grid grid;
  private final VoxelIndex first;
  private final float[] hu;
  private final float[] fromSeedMm;
  private final int seed;

  private Neighbourhood(Grid grid, VoxelIndex first, float[] hu, VoxelIndex seed) {
    this.grid = grid;
    this.first = first;
    this.hu = hu;
    this.seed =
        grid.at(
            seed.column() - first.column(), seed.row() - first.row(), seed.slice() - first.slice());
    this.fromSeedMm = distances(grid, this.seed);
  }

  /**
   * Copies what is within reach.
   *
   * @param seed a voxel of the scan, within the part
   */
  static Neighbourhood of(ScanPart part, VoxelIndex seed, double reachMm) {
    GridSize size = part.volume().geometry().size();
    VoxelSpacing spacing = part.volume().geometry().spacing();
    double reach = affordable(reachMm, size, spacing);
    int columns = reachedVoxels(reach, spacing.xMm());
    int rows = reachedVoxels(reach, spacing.yMm());
    int slices = reachedVoxels(reach, spacing.zMm());
    int left = Math.max(0, seed.column() - columns);
    int right = Math.min(size.columns() - 1, seed.column() + columns);
    int top = Math.max(0, seed.row() - rows);
    int bottom = Math.min(size.rows() - 1, seed.row() + rows);
    int from = Math.max(0, seed.slice() - part.firstSlice() - slices);
    int to = Math.min(size.slices() - 1, seed.slice() - part.firstSlice() + slices);
    Grid grid = new Grid(right - left + 1, bottom - top + 1, to - from + 1, spacing);
    float[] hu = new float[grid.voxels()];
    int at = 0;
    for (int k = from; k <= to; k++) {
      short[] pixels = part.volume().slice(k);
      for (int j = top; j <= bottom; j++) {
        for (int i = left; i <= right; i++) {
          short value = pixels[j * size.columns() + i];
          hu[at++] = Math.min(HIGHEST_HU, Math.max(LOWEST_HU, value));
        }
      }
    }
    return new Neighbourhood(grid, new VoxelIndex(left, top, part.firstSlice() + from), hu, seed);
  }

  static int reachedVoxels(double reachMm, double stepMm) {
    return (int) Math.min(1 << 14, Math.ceil(reachMm / stepMm) + 1);
  }

  private static double affordable(double reachMm, GridSize size, VoxelSpacing spacing) {
    double reach = reachMm;
    while (count(reach, size, spacing) > MOST_VOXELS) {
      reach *= 0.9;
    }
    return reach;
  }

  private static long count(double reachMm, GridSize size, VoxelSpacing spacing) {
    return Math.min(size.columns(), 2L * reachedVoxels(reachMm, spacing.xMm()) + 1)
        * Math.min(size.rows(), 2L * reachedVoxels(reachMm, spacing.yMm()) + 1)
        * Math.min(size.slices(), 2L * reachedVoxels(reachMm, spacing.zMm()) + 1);
  }

  private static float[] distances(Grid grid, int seed) {
    float[] mm = new float[grid.voxels()];
    for (int at = 0; at < mm.length; at++) {
      mm[at] = (float) grid.distanceMm(at, seed);
    }
    return mm;
  }

  Grid grid() {
    return grid;
  }

  /** The scan's voxel. */
  VoxelIndex inScan(int at) {
    return new VoxelIndex(
        first.column() + grid.column(at),
        first.row() + grid.row(at),
        first.slice() + grid.slice(at));
  }

  int seed() {
    return seed;
  }

  float hu(int at) {
    return hu[at];
  }

  float fromSeedMm(int at) {
    return fromSeedMm[at];
  }
}
