package org.nodulens.nodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.VoxelIndex;

class MaskOutlineTest {
  @Test
  void a_mask_of_voxels_holds_these_and_no_others() {
    List<VoxelIndex> voxels = List.of(new VoxelIndex(7, 1, 0), new VoxelIndex(5, 3, 2));
    MaskOutline mask = MaskOutline.of(voxels);
    assertThat(voxels).allMatch(mask::holds);
    assertThat(mask.bounds())
        .hasValue(new VoxelBox(new VoxelIndex(5, 1, 0), new VoxelIndex(7, 3, 2)));
    for (VoxelIndex other :
        List.of(new VoxelIndex(5, 1, 0), new VoxelIndex(7, 1, 1), new VoxelIndex(8, 3, 2))) {
      assertThat(mask.holds(other)).isFalse();
    }
    assertThat(mask.voxelCount()).isEqualTo(2);
    assertThat(ConsensusMask.union(List.of(mask)).voxelCount()).isEqualTo(2);
  }

  @Test
  void no_voxels_are_no_mask() {
    assertThatThrownBy(() -> MaskOutline.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mask has at least one voxel");
  }
}
