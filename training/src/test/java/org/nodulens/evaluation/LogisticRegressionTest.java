package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private static double[][] rows(double... values) {
    double[][] rows = new double[values.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {values[i]};
    }
    return rows;
  }

  @Test
  void two_groups_by_hand() {
    // x = 0: 1 of 4 positive, log-odds -log 3; x = 1: 3 of 4, log 3
    double[][] rows = rows(0, 0, 0, 0, 1, 1, 1, 1);
    double[] targets = {1, 0, 0, 0, 1, 1, 1, 0};
    LogisticRegression fit = LogisticRegression.fit(rows, targets, Order.once(8), 0).orElseThrow();
    assertThat(fit.intercept()).isCloseTo(-Math.log(3), within(1e-9));
    assertThat(fit.coefficient(0)).isCloseTo(2 * Math.log(3), within(1e-9));
    assertThat(LogisticRegression.probability(fit.logit(rows[0]))).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void weights_are_repeated_cases() {
    double[] targets = {1, 0, 1, 0};
    LogisticRegression fit =
        LogisticRegression.fit(rows(0, 0, 1, 1), targets, new int[] {1, 3, 3, 1}, 0).orElseThrow();
    assertThat(fit.intercept()).isCloseTo(-Math.log(3), within(1e-9));
    assertThat(fit.coefficient(0)).isCloseTo(2 * Math.log(3), within(1e-9));
  }

  /** Expected values: glm with family binomial in R 4.2. */
  @Test
  void ten_cases_as_r_fits_them() {
    double[] p = {0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 0.35, 0.55};
    double[] targets = {0, 0, 1, 0, 1, 0, 1, 1, 0, 1};
    double[][] rows = new double[10][];
    for (int i = 0; i < 10; i++) {
      rows[i] = new double[] {Calibrator.logitOf(p[i])};
    }
    LogisticRegression fit = LogisticRegression.fit(rows, targets, Order.once(10), 0).orElseThrow();
    assertThat(fit.intercept()).isCloseTo(0.0735003600041801, within(1e-9));
    assertThat(fit.coefficient(0)).isCloseTo(1.2631423358774994, within(1e-9));
  }

  @Test
  void separated_classes_have_coefficients_with_a_ridge_only() {
    double[] targets = {0, 0, 1, 1};
    double[][] rows = rows(1, 2, 3, 4);
    assertThat(LogisticRegression.fit(rows, targets, Order.once(4), 0)).isEmpty();
    LogisticRegression fit = LogisticRegression.fit(rows, targets, Order.once(4), 1).orElseThrow();
    assertThat(fit.coefficient(0)).isBetween(0.1, 10.0);
  }

  @Test
  void a_stronger_ridge_shrinks() {
    double[] targets = {0, 1, 0, 1, 1};
    double[][] rows = rows(1, 2, 3, 4, 5);
    double weak =
        LogisticRegression.fit(rows, targets, Order.once(5), 0.1).orElseThrow().coefficient(0);
    double strong =
        LogisticRegression.fit(rows, targets, Order.once(5), 10).orElseThrow().coefficient(0);
    assertThat(Math.abs(strong)).isLessThan(Math.abs(weak));
  }

  @Test
  void a_constant_feature_has_no_coefficient_without_a_ridge() {
    assertThat(LogisticRegression.fit(rows(2, 2, 2), new double[] {0, 1, 1}, Order.once(3), 0))
        .isEmpty();
  }

  @Test
  void one_class_and_no_case_have_no_fit() {
    assertThat(LogisticRegression.fit(rows(1, 2, 3), new double[3], Order.once(3), 0)).isEmpty();
    assertThat(LogisticRegression.fit(new double[0][], new double[0], new int[0], 0)).isEmpty();
  }
}
