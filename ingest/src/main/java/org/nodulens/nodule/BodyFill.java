package org.nodulens.nodule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelIndex;

/** Takes one body out of what is left: a voxel, its neighbours, theirs, and so on. */
final class BodyFill {
  private final GridSize size;
  private final Map<Integer, BitSet> left;
  private final int sliceReach;
  private final VoxelSet body;

  /** Voxels whose neighbours are still to be looked at: slice * pixels per slice + pixel. */
  private long[] waiting = new long[1 << 8];

  private int count;

  BodyFill(GridSize size, Map<Integer, BitSet> left, int sliceReach) {
    this.size = size;
    this.left = left;
    this.sliceReach = sliceReach;
    this.body = new VoxelSet(size);
  }

  VoxelSet takeFrom(int slice, int pixel) {
    take(slice, pixel);
    while (count > 0) {
      long voxel = waiting[--count];
      int at = (int) (voxel % size.pixelsPerSlice());
      takeNeighbours(
          (int) (voxel / size.pixelsPerSlice()), at / size.columns(), at % size.columns());
    }
    return body;
  }

  private void takeNeighbours(int slice, int row, int column) {
    for (int k = slice - sliceReach; k <= slice + sliceReach; k++) {
      BitSet pixels = left.get(k);
      if (pixels == null) {
        continue;
      }
      for (int j = Math.max(0, row - 1); j <= Math.min(size.rows() - 1, row + 1); j++) {
        for (int i = Math.max(0, column - 1); i <= Math.min(size.columns() - 1, column + 1); i++) {
          if (pixels.get(j * size.columns() + i)) {
            take(k, j * size.columns() + i);
          }
        }
      }
    }
  }

  private void take(int slice, int pixel) {
    BitSet pixels = left.get(slice);
    if (pixels != null) {
      pixels.clear(pixel);
    }
    body.add(new VoxelIndex(pixel % size.columns(), pixel / size.columns(), slice));
    if (count == waiting.length) {
      waiting = Arrays.copyOf(waiting, 2 * count);
    }
    waiting[count++] = (long) slice * size.pixelsPerSlice() + pixel;
  }
}
