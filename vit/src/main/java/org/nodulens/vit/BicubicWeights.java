package org.nodulens.vit;

/** Weights of bicubic interpolation along one axis, as PyTorch's interpolate takes them. */
final class BicubicWeights {
  /** Keys' parameter where PyTorch antialiases, as in Pillow. */
  private static final double ANTIALIASED = -0.5;

  /** Keys' parameter where it does not. */
  private static final double PLAIN = -0.75;

  /** Reach of the cubic kernel on either side, in samples. */
  private static final double REACH = 2;

  private BicubicWeights() {}

  /** A kernel that widens when shrinking, cut at the border and normalised. */
  static double[][] antialiased(int inputs, int outputs) {
    double scale = (double) inputs / outputs;
    double stretch = Math.max(scale, 1);
    double[][] weights = new double[outputs][inputs];
    for (int o = 0; o < outputs; o++) {
      double center = scale * (o + 0.5);
      int first = Math.max(0, (int) (center - REACH * stretch + 0.5));
      int end = Math.min(inputs, (int) (center + REACH * stretch + 0.5));
      double sum = 0;
      for (int i = first; i < end; i++) {
        weights[o][i] = cubic((i + 0.5 - center) / stretch, ANTIALIASED);
        sum += weights[o][i];
      }
      for (int i = first; i < end; i++) {
        weights[o][i] /= sum;
      }
    }
    return weights;
  }

  /**
   * Four samples around each place; beyond the border the outermost sample goes on.
   *
   * @param step between outputs, in inputs
   */
  static double[][] plain(int inputs, int outputs, double step) {
    double[][] weights = new double[outputs][inputs];
    for (int o = 0; o < outputs; o++) {
      double place = step * (o + 0.5) - 0.5;
      int before = (int) Math.floor(place);
      for (int i = before - 1; i <= before + 2; i++) {
        weights[o][Math.max(0, Math.min(inputs - 1, i))] += cubic(i - place, PLAIN);
      }
    }
    return weights;
  }

  private static double cubic(double distance, double a) {
    double x = Math.abs(distance);
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
  }
}
