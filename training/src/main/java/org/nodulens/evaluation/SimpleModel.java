package org.nodulens.evaluation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A linear model of a few features, each standardised on the cases it is fitted on, with a ridge of
 * {@value #RIDGE} on the coefficients: what a trained network must beat.
 */
final class SimpleModel {
  private static final double RIDGE = 1;

  private final Standard standard;
  private final Curve curve;

  private SimpleModel(Standard standard, Curve curve) {
    this.standard = standard;
    this.curve = curve;
  }

  /** From standardised features to a prediction. */
  @FunctionalInterface
  private interface Curve {
    double at(double[] standardised);
  }

  /** Fits a model. */
  @FunctionalInterface
  interface Learner {
    /**
     * Fits.
     *
     * @param rows the features of each case
     * @return empty where the cases are not enough
     */
    Optional<SimpleModel> fit(double[][] rows, double[] targets);
  }

  double predict(double[] row) {
    return curve.at(standard.of(row));
  }

  /** The same model, its predictions on another scale. */
  SimpleModel then(DoubleUnaryOperator scale) {
    return new SimpleModel(standard, row -> scale.applyAsDouble(curve.at(row)));
  }

  /** Logistic regression; targets are 0 or 1, predictions probabilities. */
  static Optional<SimpleModel> logistic(double[][] rows, double[] targets) {
    if (Arrays.stream(targets).distinct().count() < 2) {
      return Optional.empty();
    }
    Standard standard = Standard.of(rows);
    double[][] standardised = Arrays.stream(rows).map(standard::of).toArray(double[][]::new);
    return LogisticRegression.fit(standardised, targets, Order.once(rows.length), RIDGE)
        .map(
            fit ->
                new SimpleModel(standard, row -> LogisticRegression.probability(fit.logit(row))));
  }

  /** Ridge regression by least squares. */
  static Optional<SimpleModel> linear(double[][] rows, double[] targets) {
    if (rows.length < 2) {
      return Optional.empty();
    }
    Standard standard = Standard.of(rows);
    double mean = Arrays.stream(targets).average().orElseThrow();
    int features = rows[0].length;
    double[][] products = new double[features][features];
    double[] right = new double[features];
    for (int i = 0; i < rows.length; i++) {
      double[] x = standard.of(rows[i]);
      for (int a = 0; a < features; a++) {
        right[a] += x[a] * (targets[i] - mean);
        for (int b = 0; b <= a; b++) {
          products[a][b] += x[a] * x[b];
        }
      }
    }
    for (int f = 0; f < features; f++) {
      products[f][f] += RIDGE;
    }
    return Cholesky.solve(products, right)
        .map(beta -> new SimpleModel(standard, row -> mean + dot(beta, row)));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Mean and standard deviation of each feature; a feature that never varies becomes 0. */
  private static final class Standard {
    private final double[] mean;
    private final double[] deviation;

    private Standard(double[] mean, double[] deviation) {
      this.mean = mean;
      this.deviation = deviation;
    }

    static Standard of(double[][] rows) {
      int features = rows[0].length;
      double[] mean = new double[features];
      double[] deviation = new double[features];
      for (int f = 0; f < features; f++) {
        int feature = f;
        mean[f] = Arrays.stream(rows).mapToDouble(row -> row[feature]).average().orElseThrow();
        double square =
            Arrays.stream(rows)
                .mapToDouble(row -> (row[feature] - mean[feature]) * (row[feature] - mean[feature]))
                .average()
                .orElseThrow();
        deviation[f] = Math.sqrt(square);
      }
      return new Standard(mean, deviation);
    }

    double[] of(double[] row) {
      double[] standardised = new double[row.length];
      for (int f = 0; f < row.length; f++) {
        standardised[f] = deviation[f] > 1e-12 ? (row[f] - mean[f]) / deviation[f] : 0;
      }
      return standardised;
    }
  }
}
