package org.nodulens.nodule.segmentation;

import java.io.IOException;
import java.util.Optional;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.nodule.VoxelBox;

/**
 * Where in a box to begin: its middle may be lung, air of a cavity or a bronchus. The place that
 * lies deepest in soft tissue within the box, both the tissue's edge and the box's counting.
 */
final class BoxSeed {
  /** Denser is soft tissue, whatever the lung around is like. */
  private static final int SOFT_HU = -400;

  private BoxSeed() {}

  /** Empty where nothing in the box is soft tissue, or the box lies outside the scan. */
  static Optional<VoxelIndex> of(SliceSource source, VoxelBox box) throws IOException {
    GridSize size = source.geometry().size();
    int left = Math.max(0, box.first().column());
    int top = Math.max(0, box.first().row());
    int from = Math.max(0, box.first().slice());
    int columns = Math.min(size.columns() - 1, box.last().column()) - left + 1;
    int rows = Math.min(size.rows() - 1, box.last().row()) - top + 1;
    int slices = Math.min(size.slices() - 1, box.last().slice()) - from + 1;
    if (columns < 1 || rows < 1 || slices < 1) {
      return Optional.empty();
    }
    ScanPart part = new ScanPart(source.slices(from, slices), from, size);
    // A voxel more on each side in the plane: the box's edge. A single slice has no upper edge.
    int margin = slices == 1 ? 0 : 1;
    Grid grid = new Grid(columns + 2, rows + 2, slices + 2 * margin, source.geometry().spacing());
    boolean[] other = new boolean[grid.voxels()];
    for (int at = 0; at < other.length; at++) {
      int column = grid.column(at) - 1;
      int row = grid.row(at) - 1;
      int slice = grid.slice(at) - margin;
      boolean inside =
          column >= 0 && column < columns && row >= 0 && row < rows && slice >= 0 && slice < slices;
      other[at] =
          !inside || part.hu(new VoxelIndex(left + column, top + row, from + slice)) < SOFT_HU;
    }
    float[] depth = DistanceMap.squaresMm2(grid, other);
    int deepest = 0;
    for (int at = 1; at < depth.length; at++) {
      deepest = depth[at] > depth[deepest] ? at : deepest;
    }
    return other[deepest]
        ? Optional.empty()
        : Optional.of(
            new VoxelIndex(
                left + grid.column(deepest) - 1,
                top + grid.row(deepest) - 1,
                from + grid.slice(deepest) - margin));
  }
}
