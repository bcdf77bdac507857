package org.nodulens.datasets.lungpetctdx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.datasets.lungpetctdx.BoxGroups.PlacedBox;
import org.nodulens.nodule.PixelBox;
import org.nodulens.nodule.PixelPoint;

class BoxGroupsTest {
  @Test
  void overlapping_boxes_of_neighbouring_slices_are_one_tumour() {
    assertThat(BoxGroups.of(List.of(box(1, "A", 0), box(2, "A", 5), box(3, "A", 12)))).hasSize(1);
  }

  @Test
  void another_class_a_gap_or_another_place_make_another_tumour() {
    assertThat(BoxGroups.of(List.of(box(1, "A", 0), box(2, "B", 0)))).hasSize(2);
    assertThat(BoxGroups.of(List.of(box(1, "A", 0), box(3, "A", 0)))).hasSize(2);
    assertThat(BoxGroups.of(List.of(box(1, "A", 0), box(2, "A", 50)))).hasSize(2);
  }

  @Test
  void two_arms_that_meet_on_a_later_slice_are_one_whatever_the_order() {
    List<PlacedBox> boxes =
        new ArrayList<>(List.of(box(1, "A", 0), box(1, "A", 14), box(2, "A", 7), box(9, "A", 0)));
    List<List<PlacedBox>> groups = BoxGroups.of(boxes);
    assertThat(groups).extracting(List::size).containsExactly(3, 1);
    Collections.reverse(boxes);
    assertThat(BoxGroups.of(boxes)).isEqualTo(groups);
  }

  private static PlacedBox box(int slice, String className, int column) {
    PixelBox box = new PixelBox(new PixelPoint(column, 0), new PixelPoint(column + 10, 10));
    return new PlacedBox(slice, new TumourBox(className, box));
  }
}
