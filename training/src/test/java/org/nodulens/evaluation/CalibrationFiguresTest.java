package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationFiguresTest {
  private static final double[] P = {0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 0.35, 0.55};
  private static final boolean[] Y = {
    false, false, true, false, true, false, true, true, false, true
  };
  private static final CalibrationFigures TEN = new CalibrationFigures(P, Y);

  /** Expected values: glm in R 4.2, with and without offset. */
  @Test
  void slope_and_intercept_as_r_fits_them() {
    assertThat(TEN.slope(Order.once(10))).hasValueCloseTo(1.2631423358774994, within(1e-9));
    assertThat(TEN.intercept(Order.once(10))).hasValueCloseTo(0.0533061442654914, within(1e-9));
    assertThat(TEN.brier(Order.once(10))).hasValueCloseTo(0.1725, within(1e-15));
  }

  @Test
  void errors_of_two_bins_by_hand() {
    // 0.25 said four times, 1 positive: right. 0.85 said four times, 2 positive: 0.35 too high
    double[] p = {0.25, 0.25, 0.25, 0.25, 0.85, 0.85, 0.85, 0.85};
    boolean[] y = {true, false, false, false, true, true, false, false};
    CalibrationFigures figures = new CalibrationFigures(p, y);
    int[] once = Order.once(8);
    assertThat(figures.expectedCalibrationError(once)).hasValueCloseTo(0.35 / 2, within(1e-15));
    assertThat(figures.reliability(once)).hasValueCloseTo(0.35 * 0.35 / 2, within(1e-15));
    // 3 of 8 are positive, the bins are 1/8 below and above
    assertThat(figures.resolution(once)).hasValueCloseTo(1.0 / 64, within(1e-15));
    assertThat(figures.uncertainty(once)).hasValueCloseTo(15.0 / 64, within(1e-15));
    // probabilities are constant within a bin: the parts add up
    assertThat(figures.brier(once))
        .hasValueCloseTo(0.35 * 0.35 / 2 - 1.0 / 64 + 15.0 / 64, within(1e-15));
    assertThat(figures.bins(once).get(2))
        .isEqualTo(new CalibrationFigures.Bin(0.2, 0.3, 4, 0.25, 0.25));
  }

  @Test
  void probabilities_of_0_and_1_fall_in_the_outer_bins() {
    CalibrationFigures sure =
        new CalibrationFigures(new double[] {0, 1}, new boolean[] {false, true});
    assertThat(sure.expectedCalibrationError(Order.once(2))).hasValue(0);
    assertThat(sure.bins(Order.once(2)).get(9).n()).isEqualTo(1);
    assertThat(sure.slope(Order.once(2))).isEmpty(); // separated
  }

  @Test
  void what_is_drawn_from_its_own_probabilities_is_calibrated() {
    Random random = new Random(4);
    int n = 20_000;
    double[] p = random.doubles(n, 0.02, 0.98).toArray();
    boolean[] y = new boolean[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextDouble() < p[i];
    }
    CalibrationFigures figures = new CalibrationFigures(p, y);
    assertThat(figures.slope(Order.once(n))).hasValueCloseTo(1.0, within(0.05));
    assertThat(figures.intercept(Order.once(n))).hasValueCloseTo(0.0, within(0.05));
    assertThat(figures.expectedCalibrationError(Order.once(n))).hasValueCloseTo(0.0, within(0.02));
  }

  @Test
  void one_class_has_neither_slope_nor_intercept() {
    CalibrationFigures figures = new CalibrationFigures(P, new boolean[10]);
    assertThat(figures.slope(Order.once(10))).isEmpty();
    assertThat(figures.intercept(Order.once(10))).isEmpty();
    assertThat(figures.brier(new int[10])).isEmpty();
    assertThat(figures.expectedCalibrationError(new int[10])).isEmpty();
  }
}
