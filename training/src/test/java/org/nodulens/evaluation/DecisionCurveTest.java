package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DecisionCurveTest {
  private static final int[] ONCE = Order.once(4);
  private static final DecisionCurve CURVE =
      new DecisionCurve(
          new double[] {0.9, 0.3, 0.6, 0.1}, new boolean[] {true, true, false, false});

  @Test
  void false_alarms_cost_what_the_threshold_says() {
    // at 0.25: two right, one wrong that costs 1/3 of a right one
    assertThat(CURVE.netBenefit(0.25, ONCE)).hasValueCloseTo((2 - 1 / 3.0) / 4, within(1e-15));
    // at 0.5: one right, one wrong of the same price
    assertThat(CURVE.netBenefit(0.5, ONCE)).hasValue(0);
    // all: two right, two wrong
    assertThat(CURVE.ofTreatingAll(0.25, ONCE)).hasValueCloseTo((2 - 2 / 3.0) / 4, within(1e-15));
  }

  @Test
  void below_every_probability_it_is_treating_all() {
    assertThat(CURVE.netBenefit(0.05, ONCE)).isEqualTo(CURVE.ofTreatingAll(0.05, ONCE));
  }

  @Test
  void above_every_probability_it_is_treating_none() {
    assertThat(CURVE.netBenefit(0.95, ONCE)).hasValue(0);
  }

  @Test
  void nobody_has_no_benefit() {
    assertThat(CURVE.netBenefit(0.5, new int[4])).isEmpty();
  }
}
