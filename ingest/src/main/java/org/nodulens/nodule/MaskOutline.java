package org.nodulens.nodule;

import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nodulens.ct.VoxelIndex;

/** Voxels one by one: bits within the box around them. */
public final class MaskOutline implements Outline {
  private final @Nullable VoxelBox box;
  private final int columns;
  private final BitSet[] slices;

  private MaskOutline(@Nullable VoxelBox box, BitSet[] slices) {
    this.box = box;
    this.columns = box == null ? 0 : box.last().column() - box.first().column() + 1;
    this.slices = slices;
  }

  /** The voxels of a set, which may change afterwards. */
  public static MaskOutline of(VoxelSet voxels) {
    VoxelBox box = voxels.bounds().orElse(null);
    if (box == null) {
      return new MaskOutline(null, new BitSet[0]);
    }
    MaskOutline outline =
        new MaskOutline(box, new BitSet[box.last().slice() - box.first().slice() + 1]);
    for (int k = 0; k < outline.slices.length; k++) {
      outline.slices[k] = outline.moved(voxels.pixels(box.first().slice() + k), voxels, box);
    }
    return outline;
  }

  private BitSet moved(BitSet pixels, VoxelSet voxels, VoxelBox around) {
    BitSet moved = new BitSet();
    int wide = voxels.size().columns();
    for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
      moved.set(bit(i % wide - around.first().column(), i / wide - around.first().row()));
    }
    return moved;
  }

  private int bit(int column, int row) {
    return row * columns + column;
  }

  @Override
  public boolean holds(VoxelIndex voxel) {
    return box != null
        && box.holds(voxel)
        && slices[voxel.slice() - box.first().slice()].get(
            bit(voxel.column() - box.first().column(), voxel.row() - box.first().row()));
  }

  @Override
  public Optional<VoxelBox> bounds() {
    return Optional.ofNullable(box);
  }
}
