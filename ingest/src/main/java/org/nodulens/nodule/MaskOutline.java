package org.nodulens.nodule;

import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;
import org.nodulens.ct.VoxelIndex;

/** Voxels counted one by one, within a box. */
public final class MaskOutline implements Outline {
  private final VoxelBox box;
  private final BitSet bits;

  /**
   * A mask.
   *
   * @param bits (slices, rows, columns) of the box, columns running fastest; copied
   * @throws IllegalArgumentException if there are bits beyond the box, or the box holds more than
   *     2^31 - 1 voxels
   */
  public MaskOutline(VoxelBox box, BitSet bits) {
    long voxels = box.voxels();
    if (voxels > Integer.MAX_VALUE || bits.length() > voxels) {
      throw new IllegalArgumentException(
          "a mask of " + voxels + " voxels cannot have " + bits.length() + " bits");
    }
    this.box = box;
    this.bits = (BitSet) bits.clone();
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
    BitSet bits = new BitSet();
    voxels.forEach(voxel -> bits.set(at(box, voxel)));
    return new MaskOutline(box, bits);
  }

  private static int at(VoxelBox box, VoxelIndex voxel) {
    int slice = voxel.slice() - box.first().slice();
    int row = voxel.row() - box.first().row();
    return (slice * box.rows() + row) * box.columns() + voxel.column() - box.first().column();
  }

  @Override
  public boolean holds(VoxelIndex voxel) {
    return box.holds(voxel) && bits.get(at(box, voxel));
  }

  @Override
  public Optional<VoxelBox> bounds() {
    return bits.isEmpty() ? Optional.empty() : Optional.of(box);
  }

  public int voxelCount() {
    return bits.cardinality();
  }
}
