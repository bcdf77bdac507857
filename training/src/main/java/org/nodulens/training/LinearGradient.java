package org.nodulens.training;

import java.util.Arrays;
import java.util.List;

/** Loss and gradient of a linear head on rows of features. */
final class LinearGradient {
  private final Parameters parameters;
  private final TaskLoss loss;
  private final int outputs;
  private final int width;
  private final List<float[]> gradients;

  /**
   * Reads the parameters anew at every step.
   *
   * @param parameters weight (C, D), then bias (C)
   */
  LinearGradient(Parameters parameters, TaskLoss loss) {
    this.parameters = parameters;
    this.loss = loss;
    this.outputs = parameters.shape(0)[0];
    this.width = parameters.shape(0)[1];
    this.gradients = List.of(new float[outputs * width], new float[outputs]);
  }

  /** Of the latest batch: weight, then bias. */
  List<float[]> gradients() {
    return gradients;
  }

  /** The loss of a batch; its gradient is kept. */
  double of(List<float[]> features, int[] batch, Targets targets) {
    float[] weight = parameters.values().get(0);
    float[] bias = parameters.values().get(1);
    float[] y = new float[batch.length * outputs];
    for (int i = 0; i < batch.length; i++) {
      float[] x = features.get(batch[i]);
      for (int c = 0; c < outputs; c++) {
        y[i * outputs + c] = bias[c] + dot(weight, c * width, x);
      }
    }
    float[] atOutputs = new float[y.length];
    double value = loss.gradient(y, targets, atOutputs);
    accumulate(features, batch, atOutputs);
    return value;
  }

  private void accumulate(List<float[]> features, int[] batch, float[] atOutputs) {
    float[] atWeight = gradients.get(0);
    float[] atBias = gradients.get(1);
    Arrays.fill(atWeight, 0);
    Arrays.fill(atBias, 0);
    for (int i = 0; i < batch.length; i++) {
      float[] x = features.get(batch[i]);
      for (int c = 0; c < outputs; c++) {
        float g = atOutputs[i * outputs + c];
        atBias[c] += g;
        for (int d = 0; d < width; d++) {
          atWeight[c * width + d] += g * x[d];
        }
      }
    }
  }

  private float dot(float[] weight, int from, float[] x) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int d = 0;
    for (; d + 3 < width; d += 4) {
      s0 += weight[from + d] * x[d];
      s1 += weight[from + d + 1] * x[d + 1];
      s2 += weight[from + d + 2] * x[d + 2];
      s3 += weight[from + d + 3] * x[d + 3];
    }
    for (; d < width; d++) {
      s0 += weight[from + d] * x[d];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
