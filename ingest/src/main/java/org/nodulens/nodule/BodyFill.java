package org.nodulens.nodule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelIndex;

/**
 * Takes body after body out of what is left: a voxel, its neighbours, theirs, and so on. Noise may
 * have millions of bodies, so that what one needs serves the next.
 */
final class BodyFill {
  private final GridSize size;
  private final Map<Integer, BitSet> left;
  private final int sliceReach;

  /** The body's own pixels, by slice; cleared behind it. */
  private final Map<Integer, BitSet> taken = new HashMap<>();

  /** Voxels whose neighbours are still to be looked at: slice * pixels per slice + pixel. */
  private long[] waiting = new long[1 << 8];

  private int count;
  private VoxelBox box = new VoxelBox(new VoxelIndex(0, 0, 0), new VoxelIndex(0, 0, 0));

  /**
   * For the voxels of a volume.
   *
   * @param left pixels by slice; those of each body are taken out
   */
  BodyFill(GridSize size, Map<Integer, BitSet> left, int sliceReach) {
    this.size = size;
    this.left = left;
    this.sliceReach = sliceReach;
  }

  /** The body that a voxel which is left is part of. */
  MaskOutline takeFrom(int slice, int pixel) {
    VoxelIndex first = new VoxelIndex(pixel % size.columns(), pixel / size.columns(), slice);
    box = new VoxelBox(first, first);
    take(slice, pixel);
    while (count > 0) {
      long voxel = waiting[--count];
      int at = (int) (voxel % size.pixelsPerSlice());
      takeNeighbours(
          (int) (voxel / size.pixelsPerSlice()), at / size.columns(), at % size.columns());
    }
    return body();
  }

  private void takeNeighbours(int slice, int row, int column) {
    VoxelIndex voxel = new VoxelIndex(column, row, slice);
    if (!box.holds(voxel)) {
      box = box.union(new VoxelBox(voxel, voxel));
    }
    for (int k = slice - sliceReach; k <= slice + sliceReach; k++) {
      BitSet pixels = left.get(k);
      if (pixels == null) {
        continue;
      }
      for (int j = Math.max(0, row - 1); j <= Math.min(size.rows() - 1, row + 1); j++) {
        int end = j * size.columns() + Math.min(size.columns() - 1, column + 1);
        int start = j * size.columns() + Math.max(0, column - 1);
        for (int i = pixels.nextSetBit(start); i >= 0 && i <= end; i = pixels.nextSetBit(i + 1)) {
          take(k, i);
        }
      }
    }
  }

  private void take(int slice, int pixel) {
    BitSet pixels = left.get(slice);
    if (pixels != null) {
      pixels.clear(pixel);
    }
    taken.computeIfAbsent(slice, s -> new BitSet()).set(pixel);
    if (count == waiting.length) {
      waiting = Arrays.copyOf(waiting, 2 * count);
    }
    waiting[count++] = (long) slice * size.pixelsPerSlice() + pixel;
  }

  private MaskOutline body() {
    BitSet[] slices = new BitSet[box.last().slice() - box.first().slice() + 1];
    int width = box.last().column() - box.first().column() + 1;
    for (int k = 0; k < slices.length; k++) {
      slices[k] = new BitSet();
      BitSet pixels = taken.get(box.first().slice() + k);
      if (pixels == null) {
        continue;
      }
      for (int row = box.first().row(); row <= box.last().row(); row++) {
        int start = row * size.columns() + box.first().column();
        int moved = (row - box.first().row()) * width - start;
        for (int i = pixels.nextSetBit(start);
            i >= 0 && i < start + width;
            i = pixels.nextSetBit(i + 1)) {
          slices[k].set(i + moved);
        }
        pixels.clear(start, start + width);
      }
    }
    return new MaskOutline(box, slices);
  }
}
