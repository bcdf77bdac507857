package org.nodulens.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.vit.PixelSize;

class LesionOverlapTest {
  private static final double EXACT = 1e-12;
  private static final boolean[] FIRST_TWO = {true, true, false, false, false, false, false, false};

  private static LesionOverlap overlap(double... importance) {
    return LesionOverlap.of(importance, FIRST_TWO).orElseThrow();
  }

  @Test
  void a_perfect_map_reaches_one_and_a_reversed_one_nothing() {
    LesionOverlap perfect = overlap(2, 1, 0, 0, 0, 0, 0, 0);
    assertThat(perfect).isEqualTo(new LesionOverlap(1, 1, 1));
    LesionOverlap reversed = overlap(-2, -1, 0, 0, 0, 0, 3, 1);
    assertThat(reversed).isEqualTo(new LesionOverlap(0, 0, 0));
  }

  @Test
  void negative_importance_counts_as_none() {
    assertThat(overlap(3, -5, 1, 0, 0, 0, 0, -9).mass()).isCloseTo(0.75, within(EXACT));
  }

  @Test
  void equal_pixels_share_what_they_would_win() {
    // The highest value stands twice, once inside: one half. Of the two highest pixels one is
    // inside: one half. Mass 4 of 8.
    LesionOverlap tied = overlap(4, 0, 4, 0, 0, 0, 0, 0);
    assertThat(tied.pointing()).isCloseTo(0.5, within(EXACT));
    assertThat(tied.rank()).isCloseTo(0.5, within(EXACT));
    assertThat(tied.mass()).isCloseTo(0.5, within(EXACT));
    // One pixel above, inside; the second place falls to one of seven zeros, one of them inside:
    // (1 + 1/7) / 2.
    assertThat(overlap(4, 0, 0, 0, 0, 0, 0, 0).rank()).isCloseTo(4.0 / 7, within(EXACT));
  }

  @Test
  void a_map_without_positive_importance_is_worth_what_chance_is() {
    LesionOverlap chance = new LesionOverlap(0.25, 0.25, 0.25); // 2 of 8 pixels
    assertThat(overlap(0, 0, 0, 0, 0, 0, 0, 0)).isEqualTo(chance);
    assertThat(overlap(-1, -2, 0, -3, 0, 0, 0, 0)).isEqualTo(chance);
    assertThat(overlap(5, 5, 5, 5, 5, 5, 5, 5)).isEqualTo(chance);
  }

  @Test
  void a_consensus_without_pixels_has_no_score() {
    assertThat(LesionOverlap.of(new double[] {1, 2}, new boolean[2])).isEmpty();
  }

  private static VolumeGeometry grid(int side, double mm) {
    return VolumeGeometry.centered(
        new GridSize(side, side, 1),
        PatientPoint.ORIGIN,
        VoxelAxes.alongPatient(new VoxelSpacing(mm, mm, 1)));
  }

  /** 6 x 6 pixels of 1 mm; three readers drew the pixel of column 1, row 2, one its right too. */
  private static ContourMask drawn() {
    byte[] readers = new byte[36];
    readers[2 * 6 + 1] = 3;
    readers[2 * 6 + 2] = 1;
    return new ContourMask(grid(6, 1), readers);
  }

  @Test
  void a_map_is_read_at_the_crops_own_pixels_by_nearest_element() {
    // A plane of 8 x 8 pixels of 0.5 mm covers the crop's inner 4 x 4 pixels; of the map's 2 x 2
    // elements, 2 mm each, the upper left one lies over columns 1 and 2, rows 1 and 2.
    ImportanceMap map = new ImportanceMap(PixelSize.square(2), new float[] {1, 0, 0, 2});
    PlaneCut cut = drawn().cutBy(grid(8, 0.5));
    assertThat(cut.voxels()).hasSize(16).startsWith(7, 8, 9, 10, 13);
    double[] importance = cut.importance(map);
    // importance 1 over 4 pixels, 2 over 4 others: the pixel of three readers has 1 of 12
    LesionOverlap three = LesionOverlap.of(importance, drawn().consensus(cut, 3)).orElseThrow();
    assertThat(three.mass()).isCloseTo(1.0 / 12, within(EXACT));
    assertThat(three.pointing()).isZero();
    LesionOverlap one = LesionOverlap.of(importance, drawn().consensus(cut, 1)).orElseThrow();
    assertThat(one.mass()).isCloseTo(2.0 / 12, within(EXACT));
    assertThat(LesionOverlap.of(importance, drawn().consensus(cut, 4))).isEmpty();
  }

  @Test
  void only_the_slices_that_the_plane_cuts_count() {
    byte[] readers = new byte[3 * 36];
    Arrays.fill(readers, 36, 72, (byte) 2); // the middle slice
    VolumeGeometry volume =
        VolumeGeometry.centered(
            new GridSize(6, 6, 3),
            PatientPoint.ORIGIN,
            VoxelAxes.alongPatient(new VoxelSpacing(1, 1, 2.5)));
    ContourMask mask = new ContourMask(volume, readers);
    PlaneCut cut = mask.cutBy(grid(12, 0.5));
    assertThat(cut.voxels()).hasSize(36);
    assertThat(mask.consensus(cut, 2)).containsOnly(true);
    assertThat(mask.consensus(cut, 3)).containsOnly(false);
  }

  @Test
  void contours_move_to_the_right_and_down_and_fall_off_the_edge() {
    ContourMask moved = drawn().moved(1, 1);
    boolean[] three = moved.consensus(moved.cutBy(grid(6, 1)), 3);
    assertThat(three[3 * 6 + 2]).isTrue();
    assertThat(three[2 * 6 + 1]).isFalse();
    assertThat(drawn().moved(5, 0).isEmpty()).isTrue();
  }

  @Test
  void contours_on_a_finer_plane_are_its_nearest_voxels() {
    ImportanceMap map = drawn().on(grid(12, 0.5));
    // voxel (1, 2) covers plane pixels of columns 2, 3 and rows 4, 5
    assertThat(map.value(4, 2)).isEqualTo(3);
    assertThat(map.value(5, 3)).isEqualTo(3);
    assertThat(map.value(4, 4)).isEqualTo(1);
    assertThat(map.value(3, 2)).isZero();
  }

  @Test
  void the_centre_control_falls_from_the_middle_to_the_corners() {
    ImportanceMap map = Controls.centre(PixelSize.square(4));
    // element (0, 0) lies hypot(1.5, 1.5) from the middle, the corner hypot(2, 2): 1 - 0.75
    assertThat(map.value(0, 0)).isCloseTo(0.25f, within(1e-6f));
    assertThat(map.value(1, 1)).isCloseTo(0.75f, within(1e-6f));
  }
}
