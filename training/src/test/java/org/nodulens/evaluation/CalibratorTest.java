package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibratorTest {
  private static final double[] LOGITS =
      Arrays.stream(new double[] {0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 0.35, 0.55})
          .map(Calibrator::logitOf)
          .toArray();
  private static final boolean[] Y = {
    false, false, true, false, true, false, true, true, false, true
  };

  /**
   * Expected values: glm in R 4.2 towards the targets 6/7 and 1/7; optimize for the temperature.
   */
  @Test
  void ten_cases_as_r_fits_them() {
    Calibrator.Platt platt = (Calibrator.Platt) Calibrator.Platt.fit(LOGITS, Y).orElseThrow();
    assertThat(platt.slope()).isCloseTo(0.7464874772848854, within(1e-9));
    assertThat(platt.intercept()).isCloseTo(0.0364792328741767, within(1e-9));
    Calibrator.Temperature temperature =
        (Calibrator.Temperature) Calibrator.Temperature.fit(LOGITS, Y).orElseThrow();
    assertThat(temperature.temperature()).isCloseTo(0.795165146511548, within(1e-6));
  }

  @Test
  void what_was_made_three_times_too_sure_gets_a_temperature_of_3() {
    Random random = new Random(1);
    int n = 20_000;
    double[] logits = new double[n];
    boolean[] positive = new boolean[n];
    for (int i = 0; i < n; i++) {
      double logit = random.nextGaussian();
      positive[i] = random.nextDouble() < LogisticRegression.probability(logit);
      logits[i] = 3 * logit;
    }
    Calibrator fit = Calibrator.Temperature.fit(logits, positive).orElseThrow();
    assertThat(((Calibrator.Temperature) fit).temperature()).isCloseTo(3, within(0.15));
    Calibrator platt = Calibrator.Platt.fit(logits, positive).orElseThrow();
    assertThat(((Calibrator.Platt) platt).slope()).isCloseTo(1 / 3.0, within(0.02));
  }

  @Test
  void separated_classes_have_finite_calibrators() {
    double[] logits = {-2, -1, 1, 2};
    boolean[] positive = {false, false, true, true};
    Calibrator platt = Calibrator.Platt.fit(logits, positive).orElseThrow();
    assertThat(platt.probability(0.9)).isBetween(0.5, 0.999);
    Calibrator temperature = Calibrator.Temperature.fit(logits, positive).orElseThrow();
    assertThat(((Calibrator.Temperature) temperature).temperature())
        .isCloseTo(Calibrator.Temperature.LOWEST, within(1e-9));
  }

  @Test
  void scores_that_mislead_are_cooled_to_one_half() {
    double[] logits = {2, 1, -1, -2};
    boolean[] positive = {false, false, true, true};
    Calibrator temperature = Calibrator.Temperature.fit(logits, positive).orElseThrow();
    assertThat(temperature.probability(0.9)).isCloseTo(0.5, within(0.01));
  }

  @Test
  void one_class_or_one_score_has_no_calibrator() {
    assertThat(Calibrator.Platt.fit(new double[] {1, 2}, new boolean[2])).isEmpty();
    assertThat(Calibrator.Temperature.fit(new double[] {1, 2}, new boolean[2])).isEmpty();
    assertThat(Calibrator.Platt.fit(new double[] {1, 1}, new boolean[] {true, false})).isEmpty();
  }

  @Test
  void certainty_stays_a_probability() {
    Calibrator.Platt platt = new Calibrator.Platt(2, 0.5);
    assertThat(platt.probability(0)).isBetween(0.0, 1e-20);
    assertThat(platt.probability(1)).isBetween(1 - 1e-12, 1.0);
  }
}
