package org.nodulens.vit;

import java.util.Arrays;

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
    Moments moments = moments(row);
    for (int i = 0; i < gain.length; i++) {
      normed[i] = (float) ((row[i] - moments.mean) * moments.inverseDeviation) * gain[i] + bias[i];
    }
    return normed;
  }

  /** Normalises every token of a matrix in its place. */
  void applyTo(TokenColumns tokens) {
    int count = tokens.tokens();
    int width = gain.length;
    float[] values = tokens.values();
    float[] mean = new float[count];
    Products.addRows(mean, 0, count, constant(1f / width), 0, 1, width, values, 0, count);
    float[] inverse = new float[count];
    for (int d = 0; d < width; d++) {
      int row = d * count;
      for (int t = 0; t < count; t++) {
        float centered = values[row + t] - mean[t];
        inverse[t] += centered * centered;
      }
    }
    for (int t = 0; t < count; t++) {
      inverse[t] = (float) (1 / Math.sqrt(inverse[t] / width + eps));
    }
    for (int d = 0; d < width; d++) {
      int row = d * count;
      float scale = gain[d];
      float shift = bias[d];
      for (int t = 0; t < count; t++) {
        values[row + t] = (values[row + t] - mean[t]) * inverse[t] * scale + shift;
      }
    }
  }

  private float[] constant(float value) {
    float[] same = new float[gain.length];
    Arrays.fill(same, value);
    return same;
  }

  /** The gradient at the input, given the input row and the gradient at the output. */
  float[] backward(float[] row, float[] gradient) {
    int width = gain.length;
    Moments moments = moments(row);
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

  private Moments moments(float[] row) {
    int width = gain.length;
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += row[i];
    }
    double mean = sum / width;
    double squares = 0;
    for (int i = 0; i < width; i++) {
      double centered = row[i] - mean;
      squares += centered * centered;
    }
    return new Moments(mean, 1 / Math.sqrt(squares / width + eps));
  }
}
