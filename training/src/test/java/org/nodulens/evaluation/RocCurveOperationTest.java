package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RocCurveOperationTest {
  private static final int[] ONCE = Order.once(8);

  /** Positives 9, 7, 5, 2; negatives 8, 4, 3, 1. */
  private static final RocCurve CURVE =
      new RocCurve(
          new double[] {9, 7, 5, 2, 8, 4, 3, 1},
          new boolean[] {true, true, true, true, false, false, false, false});

  @Test
  void the_best_sensitivity_that_a_specificity_allows() {
    // from 9 on: 1 of 4 positives, no negative; from 5 on: 3 of 4 and one negative of 4
    assertThat(CURVE.atSpecificity(0.9, ONCE)).hasValue(new RocCurve.Operation(9, 0.25, 1));
    assertThat(CURVE.atSpecificity(0.75, ONCE)).hasValue(new RocCurve.Operation(5, 0.75, 0.75));
  }

  @Test
  void the_best_specificity_that_a_sensitivity_allows() {
    // all four positives need a threshold of 2, which lets 8, 4 and 3 through
    assertThat(CURVE.atSensitivity(0.95, ONCE)).hasValue(new RocCurve.Operation(2, 1, 0.25));
    assertThat(CURVE.atSensitivity(0.5, ONCE)).hasValue(new RocCurve.Operation(7, 0.5, 0.75));
  }

  @Test
  void where_the_highest_score_is_a_negatives_nothing_may_be_called_positive() {
    RocCurve curve = new RocCurve(new double[] {1, 2}, new boolean[] {true, false});
    assertThat(curve.atSpecificity(0.9, Order.once(2)))
        .hasValue(new RocCurve.Operation(Double.POSITIVE_INFINITY, 0, 1));
  }

  @Test
  void one_class_has_no_threshold() {
    RocCurve curve = new RocCurve(new double[] {1, 2}, new boolean[] {true, true});
    assertThat(curve.atSpecificity(0.9, Order.once(2))).isEmpty();
    assertThat(curve.atSensitivity(0.9, Order.once(2))).isEmpty();
  }

  @Test
  void a_case_counted_twice_is_two_cases() {
    // 8 counts thrice: six negatives, three of them above 5
    int[] counts = {1, 1, 1, 1, 3, 1, 1, 1};
    assertThat(CURVE.atSensitivity(0.75, counts)).hasValue(new RocCurve.Operation(5, 0.75, 0.5));
  }

  @Test
  void one_less_the_score_has_one_less_the_area() {
    Random random = new Random(2);
    double[] scores = random.doubles(300).toArray();
    double[] turned = new double[300];
    boolean[] positive = new boolean[300];
    for (int i = 0; i < 300; i++) {
      scores[i] = Math.round(scores[i] * 20) / 20.0;
      turned[i] = 1 - scores[i];
      positive[i] = random.nextDouble() < scores[i];
    }
    assertThat(new RocCurve(turned, positive).auc())
        .hasValueCloseTo(1 - new RocCurve(scores, positive).auc().orElseThrow(), within(1e-12));
  }

  @Test
  void average_precision_by_hand() {
    // at 9 precision 1, recall 1/4; at 7 2/3, 1/2; at 5 3/4, 3/4; at 2 4/7, recall 1
    var curve =
        new PrecisionRecallCurve(
            new double[] {9, 7, 5, 2, 8, 4, 3, 1},
            new boolean[] {true, true, true, true, false, false, false, false});
    assertThat(curve.averagePrecision(ONCE))
        .hasValueCloseTo((1 + 2.0 / 3 + 3.0 / 4 + 4.0 / 7) / 4, within(1e-12));
  }

  @Test
  void a_constant_score_has_the_prevalence_as_average_precision() {
    var curve = new PrecisionRecallCurve(new double[4], new boolean[] {true, false, false, false});
    assertThat(curve.averagePrecision(Order.once(4))).hasValue(0.25);
    assertThat(curve.averagePrecision(new int[] {0, 1, 1, 1})).isEmpty();
  }
}
