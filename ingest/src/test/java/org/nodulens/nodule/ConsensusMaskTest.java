package org.nodulens.nodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;

class ConsensusMaskTest {
  private static final GridSize SIZE = new GridSize(20, 20, 4);

  @Test
  void half_of_the_readers_is_enough() {
    // insides: columns 3 to 7, 5 to 9, 7 to 11; all rows 3 to 7
    List<Outline> three = List.of(outline(2, 8), outline(4, 10), outline(6, 12));
    // two or more of three: columns 5 to 9
    ConsensusMask mask = ConsensusMask.atHalf(three);
    assertThat(mask.voxelCount()).isEqualTo(25);
    assertThat(mask.centroid()).isEqualTo(new VoxelPoint(7, 5, 2));
    // one of two: columns 3 to 9
    assertThat(ConsensusMask.atHalf(three.subList(0, 2)).voxelCount()).isEqualTo(35);
    assertThat(ConsensusMask.union(three).voxelCount()).isEqualTo(45);
  }

  @Test
  void the_longest_extent_runs_from_edge_to_edge_in_one_slice() {
    ConsensusMask mask = ConsensusMask.union(List.of(outline(2, 6)));
    // 3 columns by 5 rows of 0.5 x 1 mm: sqrt(1^2 + 4^2) between centres, and 0.75 mm
    assertThat(mask.longestExtentMm(new VoxelSpacing(0.5, 1, 9)))
        .isCloseTo(Math.sqrt(17) + 0.75, within(1e-12));
    PixelPoint pixel = new PixelPoint(5, 5);
    Outline one = new BoxOutline(Map.of(2, List.of(new PixelBox(pixel, pixel))));
    assertThat(ConsensusMask.union(List.of(one)).longestExtentMm(VoxelSpacing.isotropic(0.7)))
        .isCloseTo(0.7, within(1e-12));
  }

  @Test
  void where_nobody_agrees_there_is_no_centre() {
    List<Outline> apart = List.of(outline(2, 4), outline(6, 8), outline(10, 12));
    ConsensusMask mask = ConsensusMask.atHalf(apart);
    assertThat(mask.isEmpty()).isTrue();
    assertThatThrownBy(mask::centroid).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_outline_that_leaves_the_image_is_cut_at_its_edge() {
    ConsensusMask mask = ConsensusMask.union(List.of(outline(-3, 2), outline(17, 40)));
    // columns 0, 1 and 18, 19 of rows 3 to 7
    assertThat(mask.voxelCount()).isEqualTo(20);
    assertThat(ConsensusMask.union(List.of(outline(30, 40))).isEmpty()).isTrue();
  }

  /** On slice 2, rows 2 to 8; what it holds is a pixel less on each side. */
  private static Outline outline(int left, int right) {
    List<PixelPoint> points =
        List.of(
            new PixelPoint(left, 2),
            new PixelPoint(right, 2),
            new PixelPoint(right, 8),
            new PixelPoint(left, 8));
    return new ContourOutline(SIZE, Map.of(2, List.of(new PixelContour(points, true))));
  }
}
