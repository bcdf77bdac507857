package org.nodulens.evaluation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Logistic regression with a ridge on the coefficients, not on the intercept: the highest Σ w [t
 * log p + (1 - t) log(1 - p)] - ridge / 2 · |β|², by Newton's steps, halved where they overshoot.
 */
final class LogisticRegression {
  private static final int MOST_STEPS = 60;
  private static final int MOST_HALVINGS = 30;

  /** Steps shorter than this, per coefficient, are none. */
  private static final double CONVERGED = 1e-9;

  /** A mean loss below this is that of separated classes, whose coefficients have no end. */
  private static final double SEPARATED = 1e-6;

  private final double[] beta; // the intercept first

  private LogisticRegression(double[] beta) {
    this.beta = beta;
  }

  /**
   * Fits.
   *
   * @param rows the features of each case
   * @param targets 0 to 1 of each case
   * @param weights of each case, not negative
   * @param ridge 0 for none
   * @return empty where no finite coefficients are the best: classes that the features separate, or
   *     one class only, without a ridge
   */
  static Optional<LogisticRegression> fit(
      double[][] rows, double[] targets, int[] weights, double ridge) {
    int size = rows.length == 0 ? 1 : rows[0].length + 1;
    return fit(rows, targets, weights, ridge, new double[size]);
  }

  /** The same fit with other weights and no ridge, which are near this one's. */
  Optional<LogisticRegression> again(double[][] rows, double[] targets, int[] weights) {
    return fit(rows, targets, weights, 0, beta);
  }

  private static Optional<LogisticRegression> fit(
      double[][] rows, double[] targets, int[] weights, double ridge, double[] start) {
    double[] beta = start.clone();
    double loss = loss(rows, targets, weights, ridge, beta);
    for (int step = 0; step < MOST_STEPS; step++) {
      Optional<double[]> newton = newtonStep(rows, targets, weights, ridge, beta);
      if (newton.isEmpty()) {
        return Optional.empty();
      }
      double fraction = 1;
      double[] next = along(beta, newton.get(), fraction);
      double nextLoss = loss(rows, targets, weights, ridge, next);
      for (int h = 0; h < MOST_HALVINGS && !(nextLoss <= loss); h++) {
        fraction /= 2;
        next = along(beta, newton.get(), fraction);
        nextLoss = loss(rows, targets, weights, ridge, next);
      }
      boolean converged = fraction * length(newton.get()) < CONVERGED * (1 + length(beta));
      beta = next;
      loss = nextLoss;
      if (ridge == 0 && loss < SEPARATED * Arrays.stream(weights).sum()) {
        return Optional.empty();
      }
      if (converged) {
        return Optional.of(new LogisticRegression(beta));
      }
    }
    return Optional.empty();
  }

  /** Coefficient of a feature. */
  double coefficient(int feature) {
    return beta[feature + 1];
  }

  double intercept() {
    return beta[0];
  }

  /** The log-odds of a case. */
  double logit(double[] row) {
    return logit(row, beta);
  }

  static double probability(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private static double logit(double[] row, double[] beta) {
    double sum = beta[0];
    for (int f = 0; f < row.length; f++) {
      sum += beta[f + 1] * row[f];
    }
    return sum;
  }

  /** Negative, penalised log-likelihood; log(1 + e^z) without overflow. */
  private static double loss(
      double[][] rows, double[] targets, int[] weights, double ridge, double[] beta) {
    double loss = 0;
    for (int i = 0; i < rows.length; i++) {
      if (weights[i] > 0) {
        double z = logit(rows[i], beta);
        loss += weights[i] * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - targets[i] * z);
      }
    }
    for (int f = 1; f < beta.length; f++) {
      loss += ridge / 2 * beta[f] * beta[f];
    }
    return loss;
  }

  private static Optional<double[]> newtonStep(
      double[][] rows, double[] targets, int[] weights, double ridge, double[] beta) {
    int size = beta.length;
    double[] downhill = new double[size];
    double[][] curvature = new double[size][size];
    double[] x = new double[size];
    for (int i = 0; i < rows.length; i++) {
      if (weights[i] == 0) {
        continue;
      }
      x[0] = 1;
      System.arraycopy(rows[i], 0, x, 1, size - 1);
      double p = probability(logit(rows[i], beta));
      for (int a = 0; a < size; a++) {
        downhill[a] += weights[i] * (targets[i] - p) * x[a];
        for (int b = 0; b <= a; b++) {
          curvature[a][b] += weights[i] * p * (1 - p) * x[a] * x[b];
        }
      }
    }
    for (int f = 1; f < size; f++) {
      downhill[f] -= ridge * beta[f];
      curvature[f][f] += ridge;
    }
    return Cholesky.solve(curvature, downhill);
  }

  private static double[] along(double[] from, double[] step, double fraction) {
    double[] to = from.clone();
    for (int i = 0; i < to.length; i++) {
      to[i] += fraction * step[i];
    }
    return to;
  }

  private static double length(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(v -> v * v).sum());
  }
}
