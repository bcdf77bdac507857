package org.nodulens.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How near predicted numbers come to measured ones; both on the same scale, case by case. */
final class RegressionFigures {
  /** A variance below this, of values about 1, is what rounding makes of equal ones. */
  private static final double ROUNDING = 1e-24;

  private final double[] predictions;
  private final double[] labels;
  private final double[] squaredErrors;
  private final int[] byPrediction;
  private final int[] byLabel;

  RegressionFigures(double[] predictions, double[] labels) {
    this.predictions = predictions.clone();
    this.labels = labels.clone();
    squaredErrors = new double[labels.length];
    for (int i = 0; i < squaredErrors.length; i++) {
      squaredErrors[i] = square(predictions[i] - labels[i]);
    }
    byPrediction = Order.ascending(this.predictions);
    byLabel = Order.ascending(this.labels);
  }

  /** Mean squared error; each case as often as {@code counts} says. */
  OptionalDouble meanSquaredError(int[] counts) {
    double sum = 0;
    long n = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += counts[i] * squaredErrors[i];
      n += counts[i];
    }
    return n > 0 ? OptionalDouble.of(sum / n) : OptionalDouble.empty();
  }

  /** 1 - Σ (label - prediction)² / Σ (label - mean label)²: 0 is as good as the mean. */
  OptionalDouble explainedVariance(int[] counts) {
    long n = 0;
    double sum = 0;
    double residual = 0;
    for (int i = 0; i < labels.length; i++) {
      n += counts[i];
      sum += counts[i] * labels[i];
      residual += counts[i] * squaredErrors[i];
    }
    double mean = sum / n;
    double total = 0;
    for (int i = 0; i < labels.length; i++) {
      total += counts[i] * square(labels[i] - mean);
    }
    return total > ROUNDING * n * (1 + mean * mean)
        ? OptionalDouble.of(1 - residual / total)
        : OptionalDouble.empty();
  }

  /** Spearman's rank correlation, ties by mid-ranks; each case as often as {@code counts} says. */
  OptionalDouble rankCorrelation(int[] counts) {
    double[] a = midRanks(predictions, byPrediction, counts);
    double[] b = midRanks(labels, byLabel, counts);
    double mean = (Arrays.stream(counts).sum() + 1) / 2.0;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += counts[i] * (a[i] - mean) * (b[i] - mean);
      aa += counts[i] * square(a[i] - mean);
      bb += counts[i] * square(b[i] - mean);
    }
    return aa > 0 && bb > 0 ? OptionalDouble.of(ab / Math.sqrt(aa * bb)) : OptionalDouble.empty();
  }

  private static double[] midRanks(double[] values, int[] order, int[] counts) {
    double[] ranks = new double[values.length];
    int before = 0;
    int from = 0;
    while (from < order.length) {
      int to = from;
      int tied = 0;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        tied += counts[order[to]];
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = before + (tied + 1) / 2.0; // ranks before + 1 ... before + tied
      }
      before += tied;
      from = to;
    }
    return ranks;
  }

  private static double square(double x) {
    return x * x;
  }
}
