package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RocCurveTest {
  private static final boolean[] CLASSES = {true, true, false, false, false};

  @Test
  void the_area_is_the_share_of_pairs_in_the_right_order() {
    // positives 0.9 and 0.4 against negatives 0.1, 0.3, 0.6: 3 + 2 of 6 pairs are in order
    RocCurve curve = new RocCurve(new double[] {0.9, 0.4, 0.1, 0.3, 0.6}, CLASSES);
    assertThat(curve.auc()).hasValueCloseTo(5.0 / 6, within(1e-15));
  }

  @Test
  void a_tie_counts_one_half() {
    // 0.9 beats 3; 0.3 beats 0.1, ties with 0.3, loses to 0.6: (3 + 1.5) / 6
    RocCurve curve = new RocCurve(new double[] {0.9, 0.3, 0.1, 0.3, 0.6}, CLASSES);
    assertThat(curve.auc()).hasValueCloseTo(4.5 / 6, within(1e-15));
  }

  @Test
  void a_constant_score_gives_one_half() {
    assertThat(new RocCurve(new double[5], CLASSES).auc()).hasValue(0.5);
  }

  @Test
  void one_class_has_no_area() {
    RocCurve curve = new RocCurve(new double[] {1, 2}, new boolean[] {true, true});
    assertThat(curve.auc()).isEmpty();
  }

  @Test
  void a_case_counted_twice_is_as_good_as_two_equal_cases() {
    RocCurve counted = new RocCurve(new double[] {3, 1, 2}, new boolean[] {true, true, false});
    RocCurve twice =
        new RocCurve(new double[] {3, 1, 1, 2}, new boolean[] {true, true, true, false});
    // 3 beats 2 once, 1 loses twice: 1 of 3
    assertThat(counted.auc(new int[] {1, 2, 1})).hasValueCloseTo(1.0 / 3, within(1e-15));
    assertThat(twice.auc()).hasValueCloseTo(1.0 / 3, within(1e-15));
  }

  @Test
  void the_curve_has_a_corner_for_each_distinct_score() {
    var curve =
        new RocCurve(new double[] {0.9, 0.4, 0.4, 0.1}, new boolean[] {true, true, false, false});
    // above 0.4: one of two positives; at 0.4: the other one and one of two negatives
    assertThat(curve.points())
        .containsExactly(
            new RocCurve.Point(0, 0),
            new RocCurve.Point(0, 0.5),
            new RocCurve.Point(0.5, 1),
            new RocCurve.Point(1, 1));
    assertThat(new RocCurve(new double[] {1, 2}, new boolean[] {true, true}).points()).isEmpty();
  }
}
