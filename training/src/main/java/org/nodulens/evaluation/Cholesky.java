package org.nodulens.evaluation;

import java.util.Optional;

/** Solves small symmetric, positive definite systems. */
final class Cholesky {
  /** A pivot below this share of its diagonal element is rounding. */
  private static final double SINGULAR = 1e-12;

  private Cholesky() {}

  /**
   * x of A x = b; empty where A is not positive definite.
   *
   * @param matrix its lower triangle is read
   */
  static Optional<double[]> solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] lower = new double[n][n];
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        if (i == j && !(sum > SINGULAR * matrix[i][i])) {
          return Optional.empty();
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return Optional.of(x);
  }
}
