package org.nodulens.vit;

/** Layer normalisation (arXiv:1607.06450) of rows, with population variance as in PyTorch. */
final class LayerNorm {
  private final float[] gain;
  private final float[] bias;
  private final double eps;

  private LayerNorm(float[] gain, float[] bias, double eps) {
    this.gain = gain;
    this.bias = bias;
    this.eps = eps;
  }

  static LayerNorm of(VitWeights weights, String name) {
    return new LayerNorm(
        weights.tensor(name + ".weight").values(),
        weights.tensor(name + ".bias").values(),
        weights.config().layerNormEps());
  }

  float[] apply(float[] row) {
    float[] normed = new float[row.length];
    applyInto(row, 0, normed);
    return normed;
  }

  /** Normalises the row that starts at {@code from} into the same place of {@code into}. */
  void applyInto(float[] rows, int from, float[] into) {
    Moments moments = moments(rows, from);
    for (int i = 0; i < gain.length; i++) {
      into[from + i] =
          (float) ((rows[from + i] - moments.mean) * moments.inverseDeviation) * gain[i] + bias[i];
    }
  }

  /** The gradient at the input, given the input row and the gradient at the output. */
  float[] backward(float[] row, float[] gradient) {
    int width = gain.length;
    Moments moments = moments(row, 0);
    double meanGradient = 0;
    double meanProduct = 0;
    for (int i = 0; i < width; i++) {
      double scaled = (double) gradient[i] * gain[i];
      meanGradient += scaled;
      meanProduct += scaled * (row[i] - moments.mean) * moments.inverseDeviation;
    }
    meanGradient /= width;
    meanProduct /= width;
    float[] atInput = new float[width];
    for (int i = 0; i < width; i++) {
      double normed = (row[i] - moments.mean) * moments.inverseDeviation;
      double scaled = (double) gradient[i] * gain[i];
      atInput[i] =
          (float) (moments.inverseDeviation * (scaled - meanGradient - normed * meanProduct));
    }
    return atInput;
  }

  private record Moments(double mean, double inverseDeviation) {}

  private Moments moments(float[] rows, int from) {
    int width = gain.length;
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += rows[from + i];
    }
    double mean = sum / width;
    double squares = 0;
    for (int i = 0; i < width; i++) {
      double centered = rows[from + i] - mean;
      squares += centered * centered;
    }
    return new Moments(mean, 1 / Math.sqrt(squares / width + eps));
  }
}
