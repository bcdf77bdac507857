package org.nodulens.evaluation;

import java.util.OptionalDouble;

/**
 * How well the mean of several readers can be predicted from the image at all. Readers of one
 * nodule scatter with variance σ², pooled over nodules with at least two readings: Σ (x - x̄_i)² /
 * Σ (k_i - 1). A label of k readings is then off by σ² / k on average, which no prediction of what
 * readers agree on can foresee: the lowest mean squared error is mean(σ² / k_i), the highest R² 1 -
 * mean(σ² / k_i) / var(label), the labels' reliability, and the highest correlation its square root
 * (Spearman 1904, doi:10.2307/1412159, on attenuation). Scatter that is the same in all nodules is
 * assumed, and that the prediction does not know the readers: what they said of something else may
 * pass the ceiling.
 */
final class NoiseCeiling {
  /** A variance of ratings below this is what rounding makes of equal ones. */
  private static final double ROUNDING = 1e-20;

  private final double[] labels;
  private final double[] squares;
  private final int[] readings;

  /**
   * Readings of each case.
   *
   * @param labels the mean of the case's readings
   * @param squares Σ (x - x̄)² over the case's readings
   * @param readings how many there are, at least 1
   */
  NoiseCeiling(double[] labels, double[] squares, int[] readings) {
    this.labels = labels.clone();
    this.squares = squares.clone();
    this.readings = readings.clone();
  }

  /** Mean squared error of a perfect prediction, in squared units of the label. */
  OptionalDouble lowestError(int[] counts) {
    double scatter = 0;
    double degrees = 0;
    double inverse = 0;
    double n = 0;
    for (int i = 0; i < labels.length; i++) {
      scatter += counts[i] * squares[i];
      degrees += counts[i] * (readings[i] - 1.0);
      inverse += (double) counts[i] / readings[i];
      n += counts[i];
    }
    return degrees > 0
        ? OptionalDouble.of(scatter / degrees * inverse / n)
        : OptionalDouble.empty();
  }

  /** R² of a perfect prediction; below 0 where labels vary less than readers do. */
  OptionalDouble highestR2(int[] counts) {
    OptionalDouble error = lowestError(counts);
    double variance = variance(counts);
    return error.isPresent() && variance > ROUNDING
        ? OptionalDouble.of(1 - error.getAsDouble() / variance)
        : OptionalDouble.empty();
  }

  /** Correlation of a perfect prediction; empty where no R² above 0 can be had. */
  OptionalDouble highestCorrelation(int[] counts) {
    OptionalDouble r2 = highestR2(counts);
    return r2.isPresent() && r2.getAsDouble() > 0
        ? OptionalDouble.of(Math.sqrt(r2.getAsDouble()))
        : OptionalDouble.empty();
  }

  private double variance(int[] counts) {
    double n = 0;
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      n += counts[i];
      sum += counts[i] * labels[i];
    }
    double mean = sum / n;
    double squared = 0;
    for (int i = 0; i < labels.length; i++) {
      squared += counts[i] * (labels[i] - mean) * (labels[i] - mean);
    }
    return squared / n;
  }
}
