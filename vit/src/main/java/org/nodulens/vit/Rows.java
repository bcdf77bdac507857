package org.nodulens.vit;

/** The few operations on rows of a matrix that the last block is made of. */
final class Rows {
  private Rows() {}

  /** Inner product of two stretches; four sums keep the processor's pipelines full. */
  static float dot(float[] a, int fromA, float[] b, int fromB, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      s0 += a[fromA + i] * b[fromB + i];
      s1 += a[fromA + i + 1] * b[fromB + i + 1];
      s2 += a[fromA + i + 2] * b[fromB + i + 2];
      s3 += a[fromA + i + 3] * b[fromB + i + 3];
    }
    for (; i < length; i++) {
      s0 += a[fromA + i] * b[fromB + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** sum[i] += factor * row[from + i]. */
  static void addScaled(float[] sum, float factor, float[] row, int from) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * row[from + i];
    }
  }

  /** Element by element. */
  static float[] plus(float[] a, float[] b) {
    float[] sum = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }
}
