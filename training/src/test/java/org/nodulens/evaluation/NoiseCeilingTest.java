package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NoiseCeilingTest {
  @Test
  void two_nodules_of_two_readings_by_hand() {
    // readings 1, 3 and 4, 4: labels 2 and 4; scatter (1 + 1 + 0 + 0) / 2 = 1, halved by two
    // readers
    NoiseCeiling ceiling =
        new NoiseCeiling(new double[] {2, 4}, new double[] {2, 0}, new int[] {2, 2});
    int[] once = Order.once(2);
    assertThat(ceiling.lowestError(once)).hasValueCloseTo(0.5, within(1e-15));
    // the labels' variance is 1
    assertThat(ceiling.highestR2(once)).hasValueCloseTo(0.5, within(1e-15));
    assertThat(ceiling.highestCorrelation(once)).hasValueCloseTo(Math.sqrt(0.5), within(1e-15));
  }

  @Test
  void the_truth_itself_reaches_the_ceiling_and_no_more() {
    Random random = new Random(8);
    int n = 20_000;
    int readers = 4;
    double[] truth = new double[n];
    double[] labels = new double[n];
    double[] squares = new double[n];
    int[] readings = new int[n];
    for (int i = 0; i < n; i++) {
      truth[i] = random.nextGaussian();
      double[] read = new double[readers];
      for (int r = 0; r < readers; r++) {
        read[r] = truth[i] + random.nextGaussian();
        labels[i] += read[r] / readers;
      }
      for (double one : read) {
        squares[i] += (one - labels[i]) * (one - labels[i]);
      }
      readings[i] = readers;
    }
    NoiseCeiling ceiling = new NoiseCeiling(labels, squares, readings);
    RegressionFigures ofTruth = new RegressionFigures(truth, labels);
    int[] once = Order.once(n);
    // error 1/4 of a label, whose variance is 1 + 1/4: R² 0.8
    assertThat(ceiling.highestR2(once)).hasValueCloseTo(0.8, within(0.01));
    assertThat(ofTruth.explainedVariance(once))
        .hasValueCloseTo(ceiling.highestR2(once).orElseThrow(), within(0.01));
    assertThat(ofTruth.meanSquaredError(once))
        .hasValueCloseTo(ceiling.lowestError(once).orElseThrow(), within(0.01));
  }

  @Test
  void single_readings_do_not_tell_how_readers_scatter() {
    NoiseCeiling ceiling =
        new NoiseCeiling(new double[] {2, 4}, new double[] {0, 0}, new int[] {1, 1});
    assertThat(ceiling.lowestError(Order.once(2))).isEmpty();
    assertThat(ceiling.highestR2(Order.once(2))).isEmpty();
  }

  @Test
  void labels_that_vary_less_than_readers_allow_no_correlation() {
    NoiseCeiling ceiling =
        new NoiseCeiling(new double[] {2, 2.1}, new double[] {2, 2}, new int[] {2, 2});
    assertThat(ceiling.highestR2(Order.once(2)).orElseThrow()).isNegative();
    assertThat(ceiling.highestCorrelation(Order.once(2))).isEmpty();
  }
}
