package org.nodulens.nodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelIndex;

class VoxelSetTest {
  private static final GridSize SIZE = new GridSize(7, 6, 5);

  private static VoxelSet set(VoxelIndex... voxels) {
    VoxelSet set = new VoxelSet(SIZE);
    for (VoxelIndex voxel : voxels) {
      set.add(voxel);
    }
    return set;
  }

  private static VoxelIndex at(int column, int row, int slice) {
    return new VoxelIndex(column, row, slice);
  }

  private static List<MaskOutline> bodies(VoxelSet set, int reach) {
    List<MaskOutline> bodies = new ArrayList<>();
    set.forEachBody(reach, bodies::add);
    return bodies;
  }

  private static Set<VoxelIndex> voxels(Outline outline) {
    Set<VoxelIndex> held = new HashSet<>();
    for (int k = -1; k <= SIZE.slices(); k++) {
      for (int j = -1; j <= SIZE.rows(); j++) {
        for (int i = -1; i <= SIZE.columns(); i++) {
          if (outline.holds(at(i, j, k))) {
            held.add(at(i, j, k));
          }
        }
      }
    }
    return held;
  }

  @Test
  void voxels_that_touch_by_a_corner_are_one_body() {
    List<MaskOutline> bodies = bodies(set(at(1, 1, 1), at(2, 2, 2), at(4, 2, 2)), 1);
    assertThat(bodies).hasSize(2);
    assertThat(voxels(bodies.get(0))).containsExactlyInAnyOrder(at(1, 1, 1), at(2, 2, 2));
    assertThat(voxels(bodies.get(1))).containsExactly(at(4, 2, 2));
    assertThat(bodies.get(0).bounds()).contains(new VoxelBox(at(1, 1, 1), at(2, 2, 2)));
  }

  @Test
  void the_end_of_a_row_does_not_touch_the_start_of_the_next() {
    assertThat(bodies(set(at(6, 1, 0), at(0, 2, 0)), 1)).hasSize(2);
    assertThat(bodies(set(at(6, 5, 0), at(0, 0, 1)), 1)).hasSize(2);
  }

  @Test
  void a_slice_that_was_left_out_parts_a_body_unless_it_may_be_bridged() {
    VoxelSet set = set(at(3, 3, 0), at(3, 3, 2), at(3, 3, 4));
    assertThat(bodies(set, 1)).hasSize(3);
    assertThat(bodies(set, 2)).hasSize(1);
  }

  @Test
  void every_voxel_is_in_one_body_and_bodies_are_apart() {
    var random = new Random(3);
    for (int trial = 0; trial < 50; trial++) {
      VoxelSet set = new VoxelSet(SIZE);
      Set<VoxelIndex> all = new HashSet<>();
      for (int i = 0; i < 40; i++) {
        VoxelIndex voxel = at(random.nextInt(7), random.nextInt(6), random.nextInt(5));
        set.add(voxel);
        all.add(voxel);
      }
      Set<VoxelIndex> seen = new HashSet<>();
      for (MaskOutline body : bodies(set, 1)) {
        Set<VoxelIndex> held = voxels(body);
        assertThat(body.voxelCount()).isEqualTo(held.size());
        for (VoxelIndex voxel : held) {
          assertThat(seen.add(voxel)).isTrue();
          all.stream()
              .filter(other -> touch(voxel, other))
              .forEach(other -> assertThat(held).contains(other));
        }
      }
      assertThat(seen).isEqualTo(all);
    }
  }

  private static boolean touch(VoxelIndex a, VoxelIndex b) {
    return Math.abs(a.column() - b.column()) <= 1
        && Math.abs(a.row() - b.row()) <= 1
        && Math.abs(a.slice() - b.slice()) <= 1;
  }

  @Test
  void common_voxels_are_counted() {
    MaskOutline one = bodies(set(at(1, 1, 1), at(2, 1, 1), at(3, 1, 1)), 1).get(0);
    MaskOutline other = bodies(set(at(3, 1, 1), at(4, 1, 1), at(2, 2, 1)), 1).get(0);
    assertThat(one.countInBoth(other)).isEqualTo(1);
    assertThat(other.countInBoth(one)).isEqualTo(1);
    assertThat(one.countInBoth(bodies(set(at(3, 1, 2)), 1).get(0))).isZero();
  }

  @Test
  void what_is_outside_the_volume_is_refused() {
    VoxelSet set = new VoxelSet(SIZE);
    BitSet beyond = new BitSet();
    beyond.set(42);
    assertThatThrownBy(() -> set.add(at(7, 0, 0))).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> set.add(0, beyond)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(set.isEmpty()).isTrue();
    assertThat(bodies(set, 1)).isEmpty();
  }
}
