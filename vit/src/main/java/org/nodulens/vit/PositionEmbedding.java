package org.nodulens.vit;

import java.util.Arrays;

/** Brings a position embedding to another patch grid. */
final class PositionEmbedding {
  private PositionEmbedding() {}

  /**
   * The same embedding for another grid.
   *
   * @param positions (1, prefix + from.patches(), D); the prefix rows stay as they are
   */
  static Tensor resized(Tensor positions, PatchGrid from, PatchGrid to, PositionResize resize) {
    if (from.sameLayout(to)) {
      return positions;
    }
    int[] shape = positions.shape();
    int width = shape[2];
    int prefix = shape[1] - from.patches();
    float[] source = positions.values();
    double[][] byRow = resize.weights(from.rows(), to.rows());
    double[][] byColumn = resize.weights(from.columns(), to.columns());
    float[] resized = Arrays.copyOf(source, (prefix + to.patches()) * width);
    double[] token = new double[width];
    for (int row = 0; row < to.rows(); row++) {
      for (int column = 0; column < to.columns(); column++) {
        Arrays.fill(token, 0);
        for (int r = 0; r < from.rows(); r++) {
          for (int c = 0; c < from.columns(); c++) {
            double weight = byRow[row][r] * byColumn[column][c];
            if (weight != 0) {
              addScaled(token, source, (prefix + r * from.columns() + c) * width, weight);
            }
          }
        }
        int at = (prefix + row * to.columns() + column) * width;
        for (int i = 0; i < width; i++) {
          resized[at + i] = (float) token[i];
        }
      }
    }
    return new Tensor(resized, 1, prefix + to.patches(), width);
  }

  private static void addScaled(double[] sum, float[] source, int from, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * source[from + i];
    }
  }
}
