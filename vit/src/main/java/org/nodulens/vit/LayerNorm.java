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
    float[][] components = tokens.components();
    float[] mean = new float[tokens.tokens()];
    float[] share = new float[gain.length];
    Arrays.fill(share, 1f / gain.length);
    Products.addRows(mean, share, 0, share.length, components, 0);
    float[] inverse = new float[mean.length];
    for (float[] component : components) {
      addSquares(inverse, component, mean);
    }
    for (int t = 0; t < inverse.length; t++) {
      inverse[t] = (float) (1 / Math.sqrt(inverse[t] / gain.length + eps));
    }
    for (int d = 0; d < components.length; d++) {
      apply(components[d], mean, inverse, gain[d], bias[d]);
    }
  }

  private static void addSquares(float[] squares, float[] component, float[] mean) {
    for (int t = 0; t < squares.length; t++) {
      float centered = component[t] - mean[t];
      squares[t] += centered * centered;
    }
  }

  private static void apply(
      float[] component, float[] mean, float[] inverse, float scale, float shift) {
    for (int t = 0; t < component.length; t++) {
      component[t] = (component[t] - mean[t]) * inverse[t] * scale + shift;
    }
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
