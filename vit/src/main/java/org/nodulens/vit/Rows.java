package org.nodulens.vit;

import java.util.Arrays;

/** The few operations on rows of a matrix that the last block is made of. */
final class Rows {
  private Rows() {}

  /** sum += factor · row. */
  static void addScaled(float[] sum, float factor, float[] row) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * row[i];
    }
  }

  /** Row {@code index} of a matrix of rows. */
  static float[] copy(float[] rows, int index, int width) {
    return Arrays.copyOfRange(rows, index * width, (index + 1) * width);
  }

  static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  static float[] floats(double[] doubles) {
    float[] floats = new float[doubles.length];
    for (int i = 0; i < doubles.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  /** Row by row, element by element. */
  static float[][] plus(float[][] a, float[][] b) {
    float[][] sums = new float[a.length][];
    for (int r = 0; r < sums.length; r++) {
      sums[r] = plus(a[r], b[r]);
    }
    return sums;
  }

  /** Row by row, element by element. */
  static float[][] times(float[][] a, float[][] b) {
    float[][] products = new float[a.length][];
    for (int r = 0; r < products.length; r++) {
      products[r] = new float[a[r].length];
      for (int i = 0; i < products[r].length; i++) {
        products[r][i] = a[r][i] * b[r][i];
      }
    }
    return products;
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
