package org.nodulens.training;

import java.util.Arrays;
import java.util.List;
import org.nodulens.vit.Gelu;

/** Loss and gradient of a head with a hidden layer: y = W_2 GELU(W_1 x + b_1) + b_2. */
final class TwoLayerGradient implements HeadGradient {
  private final Parameters parameters;
  private final TaskLoss loss;
  private final List<float[]> gradients;

  /**
   * Over these very parameters.
   *
   * @param parameters W_1 (M, D), b_1 (M), W_2 (C, M), b_2 (C)
   */
  TwoLayerGradient(Parameters parameters, TaskLoss loss) {
    this.parameters = parameters;
    this.loss = loss;
    this.gradients = parameters.zeros();
  }

  @Override
  public List<float[]> gradients() {
    return gradients;
  }

  @Override
  public double of(List<float[]> features, int[] batch, Targets targets) {
    int hidden = parameters.shape(0)[0];
    int outputs = loss.outputs();
    float[][] before = new float[batch.length][]; // (B, M), what enters the GELU
    float[][] after = new float[batch.length][];
    float[] y = new float[batch.length * outputs];
    for (int i = 0; i < batch.length; i++) {
      before[i] = layer(parameters.values(), 0, features.get(batch[i]));
      after[i] = new float[hidden];
      for (int m = 0; m < hidden; m++) {
        after[i][m] = Gelu.of(before[i][m]);
      }
      System.arraycopy(layer(parameters.values(), 2, after[i]), 0, y, i * outputs, outputs);
    }
    float[] atOutputs = new float[y.length];
    double value = loss.gradient(y, targets, atOutputs);
    gradients.forEach(gradient -> Arrays.fill(gradient, 0));
    for (int i = 0; i < batch.length; i++) {
      float[] atY = Arrays.copyOfRange(atOutputs, i * outputs, (i + 1) * outputs);
      float[] atHidden = new float[hidden];
      back(2, after[i], atY, atHidden);
      for (int m = 0; m < hidden; m++) {
        atHidden[m] *= Gelu.slope(before[i][m]);
      }
      back(0, features.get(batch[i]), atHidden, new float[0]);
    }
    return value;
  }

  @Override
  public float[] outputs(float[] features, List<float[]> values) {
    float[] hidden = layer(values, 0, features);
    for (int m = 0; m < hidden.length; m++) {
      hidden[m] = Gelu.of(hidden[m]);
    }
    return layer(values, 2, hidden);
  }

  /** W x + b of the layer whose weight is parameter {@code weight}. */
  private static float[] layer(List<float[]> values, int weight, float[] x) {
    float[] w = values.get(weight);
    float[] y = values.get(weight + 1).clone();
    int rows = y.length;
    for (int r = 0; r < rows; r++) {
      y[r] += dot(w, r * x.length, x);
    }
    return y;
  }

  /** Adds a layer's gradients, and what goes on to its input unless that is empty. */
  private void back(int weight, float[] x, float[] atY, float[] atX) {
    float[] w = parameters.values().get(weight);
    float[] atW = gradients.get(weight);
    float[] atB = gradients.get(weight + 1);
    for (int r = 0; r < atY.length; r++) {
      float g = atY[r];
      int row = r * x.length;
      atB[r] += g;
      for (int d = 0; d < x.length; d++) {
        atW[row + d] += g * x[d];
      }
      for (int d = 0; d < atX.length; d++) {
        atX[d] += g * w[row + d];
      }
    }
  }

  /** Four sums keep the processor's pipelines full. */
  static float dot(float[] a, int from, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < b.length; i += 4) {
      s0 += a[from + i] * b[i];
      s1 += a[from + i + 1] * b[i + 1];
      s2 += a[from + i + 2] * b[i + 2];
      s3 += a[from + i + 3] * b[i + 3];
    }
    for (; i < b.length; i++) {
      s0 += a[from + i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
