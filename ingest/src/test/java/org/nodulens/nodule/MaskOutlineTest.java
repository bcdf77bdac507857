package org.nodulens.nodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.VoxelIndex;

class MaskOutlineTest {
  private static final VoxelBox BOX =
      new VoxelBox(new VoxelIndex(2, 3, 4), new VoxelIndex(4, 4, 5));

  @Test
  void bit_8_of_a_box_of_3_by_2_pixels_is_the_last_column_of_the_second_slices_first_row() {
    BitSet bits = new BitSet();
    bits.set(8); // 8 = (1 * 2 + 0) * 3 + 2
    MaskOutline mask = new MaskOutline(BOX, bits);
    assertThat(mask.holds(new VoxelIndex(4, 3, 5))).isTrue();
    assertThat(mask.voxelCount()).isEqualTo(1);
    assertThat(mask.bounds()).hasValue(BOX);
    for (VoxelIndex other :
        List.of(new VoxelIndex(4, 3, 4), new VoxelIndex(7, 2, 5), new VoxelIndex(1, 4, 5))) {
      assertThat(mask.holds(other)).isFalse();
    }
  }

  @Test
  void a_mask_of_voxels_holds_these_and_no_others() {
    List<VoxelIndex> voxels = List.of(new VoxelIndex(7, 1, 0), new VoxelIndex(5, 3, 2));
    MaskOutline mask = MaskOutline.of(voxels);
    assertThat(voxels).allMatch(mask::holds);
    assertThat(mask.voxelCount()).isEqualTo(2);
    assertThat(ConsensusMask.union(List.of(mask)).voxelCount()).isEqualTo(2);
  }

  @Test
  void the_given_bits_are_copied_and_an_empty_mask_has_no_bounds() {
    BitSet bits = new BitSet();
    MaskOutline mask = new MaskOutline(BOX, bits);
    bits.set(0);
    assertThat(mask.voxelCount()).isZero();
    assertThat(mask.bounds()).isEmpty();
  }

  @Test
  void bits_beyond_the_box_are_refused() {
    BitSet bits = new BitSet();
    bits.set(12);
    assertThatThrownBy(() -> new MaskOutline(BOX, bits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mask of 12 voxels cannot have 13 bits");
  }
}
