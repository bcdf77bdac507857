package org.nodulens.vit;

import java.util.stream.IntStream;

/**
 * Products of matrices as sums of scaled rows, which is the form that the virtual machine turns
 * into vector instructions; an inner product it does not.
 */
final class Products {
  /** Rows of a factor that are gone through at a time: they stay in the processor's cache. */
  private static final int ROWS_AT_ONCE = 32;

  /** Rows of a result that one thread makes at a time. */
  private static final int ROWS_OF_A_THREAD = 16;

  private Products() {}

  /**
   * c[cFrom + i] += Σ_j a[aFrom + j aStep] · b[bFrom + j bStep + i], for i from 0 to n - 1 and j
   * from 0 to k - 1. The arrays b and c differ.
   */
  static void addRows(
      float[] c,
      int cFrom,
      int n,
      float[] a,
      int aFrom,
      int aStep,
      int k,
      float[] b,
      int bFrom,
      int bStep) {
    int j = 0;
    for (; j + 3 < k; j += 4) {
      int at = aFrom + j * aStep;
      add4(
          c,
          cFrom,
          n,
          a[at],
          a[at + aStep],
          a[at + 2 * aStep],
          a[at + 3 * aStep],
          b,
          bFrom + j * bStep,
          bStep);
    }
    for (; j < k; j++) {
      float factor = a[aFrom + j * aStep];
      int row = bFrom + j * bStep;
      for (int i = 0; i < n; i++) {
        c[cFrom + i] += factor * b[row + i];
      }
    }
  }

  private static void add4(
      float[] c,
      int cFrom,
      int n,
      float a0,
      float a1,
      float a2,
      float a3,
      float[] b,
      int b0,
      int step) {
    int b1 = b0 + step;
    int b2 = b1 + step;
    int b3 = b2 + step;
    for (int i = 0; i < n; i++) {
      c[cFrom + i] += (a0 * b[b0 + i] + a1 * b[b1 + i]) + (a2 * b[b2 + i] + a3 * b[b3 + i]);
    }
  }

  /** a (m, k) · b (k, n), by several threads where there is enough to do. */
  static float[] product(float[] a, float[] b, int m, int k, int n) {
    float[] c = new float[m * n];
    int parts = (m + ROWS_OF_A_THREAD - 1) / ROWS_OF_A_THREAD;
    IntStream range = IntStream.range(0, parts);
    (parts > 1 ? range.parallel() : range)
        .forEach(
            part -> {
              int first = part * ROWS_OF_A_THREAD;
              addProduct(c, a, b, first, Math.min(m, first + ROWS_OF_A_THREAD), k, n);
            });
    return c;
  }

  private static void addProduct(
      float[] c, float[] a, float[] b, int first, int end, int k, int n) {
    for (int j = 0; j < k; j += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, k - j);
      for (int r = first; r < end; r++) {
        addRows(c, r * n, n, a, r * k + j, 1, rows, b, j * n, n);
      }
    }
  }
}
