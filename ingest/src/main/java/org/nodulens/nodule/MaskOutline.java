package org.nodulens.nodule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;
import org.nodulens.ct.VoxelIndex;

/** Voxels one by one, at least one: bits within the box around them. */
public final class MaskOutline implements Outline {
  private final VoxelBox box;
  private final int columns;
  private final BitSet[] slices;
  private final long voxelCount;

  /**
   * For the voxels of a box.
   *
   * @param slices of the box; their pixels from the box's corner on, row by row
   */
  MaskOutline(VoxelBox box, BitSet[] slices) {
    this.box = box;
    this.columns = box.columns();
    this.slices = slices;
    long count = 0;
    for (BitSet slice : slices) {
      count += slice.cardinality();
    }
    this.voxelCount = count;
  }

  /**
   * A mask of these very voxels.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static MaskOutline of(Collection<VoxelIndex> voxels) {
    VoxelBox box =
        voxels.stream()
            .map(voxel -> new VoxelBox(voxel, voxel))
            .reduce(VoxelBox::union)
            .orElseThrow(() -> new IllegalArgumentException("a mask has at least one voxel"));
    BitSet[] slices = new BitSet[box.slices()];
    Arrays.setAll(slices, slice -> new BitSet());
    for (VoxelIndex voxel : voxels) {
      slices[voxel.slice() - box.first().slice()].set(
          (voxel.row() - box.first().row()) * box.columns()
              + voxel.column()
              - box.first().column());
    }
    return new MaskOutline(box, slices);
  }

  @Override
  public boolean holds(VoxelIndex voxel) {
    return box.holds(voxel)
        && slices[voxel.slice() - box.first().slice()].get(
            (voxel.row() - box.first().row()) * columns + voxel.column() - box.first().column());
  }

  @Override
  public Optional<VoxelBox> bounds() {
    return Optional.of(box);
  }

  public long voxelCount() {
    return voxelCount;
  }

  /** How many voxels both hold. */
  public long countInBoth(MaskOutline other) {
    if (!box.overlaps(other.box)) {
      return 0;
    }
    long count = 0;
    for (int k = 0; k < slices.length; k++) {
      int slice = box.first().slice() + k;
      if (slice < other.box.first().slice() || slice > other.box.last().slice()) {
        continue;
      }
      BitSet pixels = slices[k];
      for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
        int column = box.first().column() + i % columns;
        int row = box.first().row() + i / columns;
        count += other.holds(new VoxelIndex(column, row, slice)) ? 1 : 0;
      }
    }
    return count;
  }
}
