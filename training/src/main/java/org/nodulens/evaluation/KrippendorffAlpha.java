package org.nodulens.evaluation;

import java.util.OptionalDouble;

/**
 * Krippendorff's alpha: 1 minus observed over expected disagreement, for any number of readers and
 * missing readings (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability",
 * repository.upenn.edu/asc_papers/43). With the interval difference it is what a quadratically
 * weighted kappa is for two readers.
 */
enum KrippendorffAlpha {
  /** Steps are equal or not. */
  NOMINAL {
    @Override
    double difference(double[] perStep, int c, int k) {
      return c == k ? 0 : 1;
    }
  },

  /** Steps are as far apart as there are readings from one to the other. */
  ORDINAL {
    @Override
    double difference(double[] perStep, int c, int k) {
      double between = -(perStep[c] + perStep[k]) / 2;
      for (int g = Math.min(c, k); g <= Math.max(c, k); g++) {
        between += perStep[g];
      }
      return c == k ? 0 : between * between;
    }
  },

  /** Steps are as far apart as their numbers. */
  INTERVAL {
    @Override
    double difference(double[] perStep, int c, int k) {
      return (double) (c - k) * (c - k);
    }
  };

  /** The squared difference of two steps. */
  abstract double difference(double[] perStep, int c, int k);

  /**
   * The coefficient; empty where all readings are equal.
   *
   * @param weights how often each nodule counts
   */
  OptionalDouble of(ReadingCounts readings, int[] weights) {
    double[][] coincidences = coincidences(readings, weights);
    int steps = readings.steps();
    double[] perStep = new double[steps];
    double all = 0;
    for (int c = 0; c < steps; c++) {
      for (int k = 0; k < steps; k++) {
        perStep[c] += coincidences[c][k];
      }
      all += perStep[c];
    }
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < steps; c++) {
      for (int k = 0; k < steps; k++) {
        double difference = difference(perStep, c, k);
        observed += coincidences[c][k] * difference;
        expected += perStep[c] * perStep[k] * difference;
      }
    }
    return expected > 0
        ? OptionalDouble.of(1 - (all - 1) * observed / expected)
        : OptionalDouble.empty();
  }

  /** Pairs of readings of one nodule, each nodule's pairs over its readings less one. */
  private static double[][] coincidences(ReadingCounts readings, int[] weights) {
    int steps = readings.steps();
    double[][] coincidences = new double[steps][steps];
    for (int unit = 0; unit < readings.units(); unit++) {
      if (weights[unit] == 0) {
        continue;
      }
      double share = weights[unit] / (readings.readings(unit) - 1.0);
      for (int c = 0; c < steps; c++) {
        int first = readings.count(unit, c);
        for (int k = 0; first > 0 && k < steps; k++) {
          int second = readings.count(unit, k) - (c == k ? 1 : 0);
          coincidences[c][k] += share * first * second;
        }
      }
    }
    return coincidences;
  }
}
