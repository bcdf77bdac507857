package org.nodulens.vit;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Products of matrices as sums of scaled rows. Every row is an array of its own and is gone through
 * from its first element: only then does the virtual machine use vector instructions (offsets into
 * one array, or an inner product, run six times as long).
 */
final class Products {
  /** Rows of a factor that are gone through at a time: they stay in the nearest cache. */
  private static final int ROWS_AT_ONCE = 8;

  /** Rows of a result that one thread makes at a time. */
  private static final int ROWS_OF_A_THREAD = 16;

  private Products() {}

  /**
   * sum += Σ_j a[aFrom + j] · b[bFrom + j], j from 0 to k - 1.
   *
   * @param sum as long as a row of b, none of which it is
   */
  static void addRows(float[] sum, float[] a, int aFrom, int k, float[][] b, int bFrom) {
    int j = 0;
    for (; j + 3 < k; j += 4) {
      int i = aFrom + j;
      int row = bFrom + j;
      addFour(sum, a[i], a[i + 1], a[i + 2], a[i + 3], b[row], b[row + 1], b[row + 2], b[row + 3]);
    }
    for (; j < k; j++) {
      Rows.addScaled(sum, a[aFrom + j], b[bFrom + j]);
    }
  }

  private static void addFour(
      float[] sum,
      float a0,
      float a1,
      float a2,
      float a3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (a0 * b0[i] + a1 * b1[i]) + (a2 * b2[i] + a3 * b3[i]);
    }
  }

  /** a (m, k) · b (k, n), by several threads where there is enough to do. */
  static float[][] product(float[][] a, float[][] b) {
    float[][] c = new float[a.length][b[0].length];
    addProduct(c, a, b);
    return c;
  }

  /** c (m, n) += a (m, k) · b (k, n), by several threads where there is enough to do. */
  static void addProduct(float[][] c, float[][] a, float[][] b) {
    int parts = (a.length + ROWS_OF_A_THREAD - 1) / ROWS_OF_A_THREAD;
    IntStream range = IntStream.range(0, parts);
    (parts > 1 ? range.parallel() : range)
        .forEach(
            part -> {
              int first = part * ROWS_OF_A_THREAD;
              int end = Math.min(a.length, first + ROWS_OF_A_THREAD);
              addProduct(
                  Arrays.copyOfRange(c, first, end),
                  Arrays.copyOfRange(a, first, end),
                  0,
                  b,
                  0,
                  b.length);
            });
  }

  /**
   * c_r += Σ_j a_r[aFrom + j] · b[bFrom + j], j from 0 to k - 1, for every row r. A few rows of b
   * serve all rows of a before the next are fetched.
   */
  static void addProduct(float[][] c, float[][] a, int aFrom, float[][] b, int bFrom, int k) {
    for (int j = 0; j < k; j += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, k - j);
      for (int r = 0; r < c.length; r++) {
        addRows(c[r], a[r], aFrom + j, rows, b, bFrom + j);
      }
    }
  }
}
