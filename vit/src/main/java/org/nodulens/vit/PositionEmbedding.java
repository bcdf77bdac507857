package org.nodulens.vit;

import java.util.Arrays;

/**
 * Resizes a position embedding to another patch grid as timm does (resample_abs_pos_embed):
 * antialiased bicubic interpolation, a = -0.5, separable, pixel centres at half-integers, weights
 * cut at the border and normalised.
 */
final class PositionEmbedding {
  /** Keys' cubic convolution parameter where PyTorch antialiases, as in Pillow. */
  private static final double CUBIC = -0.5;

  /** Reach of the cubic kernel on either side, in samples. */
  private static final double REACH = 2;

  private PositionEmbedding() {}

  /**
   * The same embedding for another grid.
   *
   * @param positions (1, prefix + from.patches(), D); the prefix rows stay as they are
   */
  static Tensor resized(Tensor positions, PatchGrid from, PatchGrid to) {
    if (from.sameLayout(to)) {
      return positions;
    }
    int[] shape = positions.shape();
    int width = shape[2];
    int prefix = shape[1] - from.patches();
    float[] source = positions.values();
    double[][] byRow = weights(from.rows(), to.rows());
    double[][] byColumn = weights(from.columns(), to.columns());
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

  /** One row of weights over the input samples for each output sample. */
  private static double[][] weights(int inputs, int outputs) {
    double scale = (double) inputs / outputs;
    double stretch = Math.max(scale, 1); // antialiasing widens the kernel when shrinking
    double[][] weights = new double[outputs][inputs];
    for (int o = 0; o < outputs; o++) {
      double center = scale * (o + 0.5);
      int first = Math.max(0, (int) (center - REACH * stretch + 0.5));
      int end = Math.min(inputs, (int) (center + REACH * stretch + 0.5));
      double sum = 0;
      for (int i = first; i < end; i++) {
        weights[o][i] = cubic((i + 0.5 - center) / stretch);
        sum += weights[o][i];
      }
      for (int i = first; i < end; i++) {
        weights[o][i] /= sum;
      }
    }
    return weights;
  }

  private static double cubic(double distance) {
    double x = Math.abs(distance);
    if (x < 1) {
      return ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * CUBIC : 0;
  }
}
