package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatientBootstrapTest {
  private static final int PATIENTS = 60;

  private static Interval interval(int nodulesOfEach) {
    Random random = new Random(5);
    List<String> patients = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    List<Boolean> classes = new ArrayList<>();
    for (int p = 0; p < PATIENTS; p++) {
      boolean positive = random.nextBoolean();
      double score = random.nextGaussian() + (positive ? 1 : 0);
      for (int n = 0; n < nodulesOfEach; n++) {
        patients.add("p" + p);
        scores.add(score);
        classes.add(positive);
      }
    }
    boolean[] positive = new boolean[classes.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = classes.get(i);
    }
    RocCurve curve =
        new RocCurve(scores.stream().mapToDouble(Double::doubleValue).toArray(), positive);
    return new PatientBootstrap(patients, 17).interval(curve::auc).orElseThrow();
  }

  @Test
  void showing_each_patients_nodule_twice_tells_nothing_new() {
    assertThat(interval(2)).isEqualTo(interval(1));
  }

  @Test
  void the_interval_of_a_mean_is_about_four_standard_errors_wide() {
    List<String> patients = new ArrayList<>();
    double[] values = new double[400];
    for (int i = 0; i < values.length; i++) {
      patients.add("p" + i);
      values[i] = i % 2; // standard deviation 0.5, of the mean 0.5 / 20 = 0.025
    }
    Interval interval =
        new PatientBootstrap(patients, 1)
            .interval(
                counts -> {
                  double sum = 0;
                  double n = 0;
                  for (int i = 0; i < counts.length; i++) {
                    sum += counts[i] * values[i];
                    n += counts[i];
                  }
                  return OptionalDouble.of(sum / n);
                })
            .orElseThrow();
    assertThat(interval.low()).isBetween(0.44, 0.46); // 0.5 - 1.96 * 0.025 = 0.451
    assertThat(interval.high()).isBetween(0.54, 0.56);
  }

  @Test
  void a_figure_that_most_resamples_lack_has_no_interval() {
    PatientBootstrap bootstrap = new PatientBootstrap(List.of("a", "b"), 1);
    RocCurve curve = new RocCurve(new double[] {1, 2}, new boolean[] {false, true});
    // half of all draws of two patients are the same patient twice: one class only
    assertThat(bootstrap.interval(curve::auc)).isEmpty();
  }
}
