package org.nodulens.datasets.lidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.nodulens.nodule.PixelPoint;

class NoduleGroupingTest {
  /** Pixels of 0.5 mm, slices of 2 mm: four pixels reach as far as a slice. */
  private static final GroupingScale SCALE = new GroupingScale(0.5, 0.5, 2);

  @Test
  void marks_as_near_as_the_slice_thickness_are_one_nodule() {
    // columns 10 to 14 and 18 to 22: 4 pixels, 2 mm; 18 to 22 and 27 to 31: 5 pixels, 2.5 mm
    List<ReaderMark> marks = List.of(square(1, 10, 0), square(2, 18, 0), square(3, 27, 0));
    assertThat(ids(marks)).containsExactly("1:a 2:a", "3:a");
  }

  @Test
  void distance_counts_across_slices_too() {
    assertThat(ids(List.of(square(1, 10, 0), square(2, 10, 2)))).containsExactly("1:a 2:a");
    assertThat(ids(List.of(square(1, 10, 0), square(2, 10, 2.1)))).containsExactly("1:a", "2:a");
    // 3 pixels, 1.5 mm, and 1.5 mm up: 2.12 mm; 2 pixels, 1 mm: 1.80 mm
    assertThat(ids(List.of(square(1, 10, 0), square(2, 17, 1.5)))).containsExactly("1:a", "2:a");
    assertThat(ids(List.of(square(1, 10, 0), square(2, 16, 1.5)))).containsExactly("1:a 2:a");
  }

  @Test
  void positions_written_with_few_digits_still_touch() {
    // -100.3 - -102.3 is 2.0000000000000027 in floating point
    assertThat(ids(List.of(square(1, 10, -100.3), square(2, 10, -102.3))))
        .containsExactly("1:a 2:a");
  }

  @Test
  void rows_and_columns_have_spacings_of_their_own() {
    List<ReaderMark> marks = List.of(square(1, 10, 0), square(2, 18, 0));
    assertThat(NoduleGrouping.of(marks, new GroupingScale(0.6, 0.1, 2))).hasSize(2);
    assertThat(NoduleGrouping.of(marks, new GroupingScale(0.5, 9, 2))).hasSize(1);
  }

  @Test
  void others_link_what_is_far_apart() {
    List<ReaderMark> marks = List.of(square(1, 10, 0), square(2, 26, 0), square(3, 18, 0));
    assertThat(ids(marks)).containsExactly("1:a 2:a 3:a");
  }

  @Test
  void five_marks_shorten_the_distance_for_the_whole_series() {
    // Two nodules of two and three readers, 3 pixels = 1.5 mm apart: 2, 1.8, 1.62, 1.458 mm.
    // The marks of sessions 6 and 7, 1.5 mm apart and far away, are parted with them.
    List<ReaderMark> marks =
        List.of(
            square(1, 10, 0),
            square(2, 10, 0),
            square(3, 17, 0),
            square(4, 17, 0),
            square(5, 17, 0),
            square(6, 100, 0),
            square(7, 107, 0));
    assertThat(ids(marks)).containsExactly("1:a 2:a", "3:a 4:a 5:a", "6:a", "7:a");
    assertThat(NoduleGrouping.of(marks, SCALE)).noneMatch(NoduleGroup::crowded);
    // With four of them nothing is shortened.
    assertThat(ids(marks.subList(1, 7))).containsExactly("2:a 3:a 4:a 5:a", "6:a 7:a");
  }

  @Test
  void five_marks_that_share_points_stay_together_and_are_called_crowded() {
    List<ReaderMark> marks = new ArrayList<>();
    for (int session = 1; session <= 5; session++) {
      marks.add(square(session, 10, 0));
    }
    marks.add(square(6, 17, 0));
    List<NoduleGroup> groups = NoduleGrouping.of(marks, SCALE);
    assertThat(groups).extracting(NoduleGroup::crowded).containsExactly(true, false);
    assertThat(groups.get(0).marks()).hasSize(5);
    assertThat(groups.get(0).id()).isEqualTo("1:a");
  }

  @Test
  void stray_points_of_an_outlined_nodule_do_not_link() {
    List<MarkRoi> rois = new ArrayList<>(square(1, 10, 0).rois());
    rois.add(new MarkRoi(OptionalDouble.of(0), "", true, List.of(new PixelPoint(50, 10))));
    ReaderMark strayed = square(1, 10, 0).withRois(rois);
    assertThat(ids(List.of(strayed, square(2, 50, 0)))).containsExactly("1:a", "2:a");
    ReaderMark point = strayed.withRois(rois.subList(1, 2));
    assertThat(ids(List.of(point, square(2, 50, 0)))).containsExactly("1:a 2:a");
  }

  @Test
  void a_mark_without_a_place_is_alone() {
    ReaderMark nowhere = square(1, 10, 0).withRois(List.of());
    assertThat(ids(List.of(nowhere, square(2, 10, 0), nowhere))).hasSize(3);
    assertThat(NoduleGrouping.of(List.of(), SCALE)).isEmpty();
  }

  @Test
  void a_scale_without_size_is_refused() {
    assertThatThrownBy(() -> new GroupingScale(0.5, 0.5, Double.NaN))
        .hasMessage("slice thickness must be > 0 mm, got NaN");
  }

  @Test
  void hundreds_of_marks_of_thousands_of_points_take_seconds() {
    List<ReaderMark> marks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      List<MarkRoi> rois = new ArrayList<>();
      for (int slice = 0; slice < 20; slice++) {
        rois.add(roi(rectangle(10 + i % 7, 10 + i % 5, 30 + i % 11), 2 * slice));
      }
      marks.add(mark(i, rois));
    }
    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () -> assertThat(NoduleGrouping.of(marks, SCALE)).hasSizeLessThan(300));
  }

  private static List<String> ids(List<ReaderMark> marks) {
    return NoduleGrouping.of(marks, SCALE).stream()
        .map(group -> String.join(" ", group.marks().stream().map(ReaderMark::id).toList()))
        .toList();
  }

  /** Five pixels wide, from the column given; rows 10 to 14. */
  private static ReaderMark square(int session, int column, double zMm) {
    return mark(session, List.of(roi(rectangle(column, 10, 4), zMm)));
  }

  private static ReaderMark mark(int session, List<MarkRoi> rois) {
    return new ReaderMark(session, "a", MarkKind.NODULE, Map.of(), Map.of(), rois);
  }

  private static MarkRoi roi(List<PixelPoint> points, double zMm) {
    return new MarkRoi(OptionalDouble.of(zMm), "", true, points);
  }

  private static List<PixelPoint> rectangle(int left, int top, int side) {
    List<PixelPoint> points = new ArrayList<>();
    for (int i = 0; i < side; i++) {
      points.add(new PixelPoint(left + i, top));
      points.add(new PixelPoint(left + side, top + i));
      points.add(new PixelPoint(left + side - i, top + side));
      points.add(new PixelPoint(left, top + side - i));
    }
    return points;
  }
}
