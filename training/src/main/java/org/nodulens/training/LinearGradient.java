package org.nodulens.training;

import java.util.Arrays;
import java.util.List;

/** Loss and gradient of a linear head on rows of features. */
final class LinearGradient implements HeadGradient {
  /** In floats. */
  private static final int CACHE_LINE = 16;

  private final Parameters parameters;
  private final TaskLoss loss;
  private final int outputs;
  private final int width;
  private final List<float[]> gradients;
  private final float[][] some = new float[CACHE_LINE][];

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

  @Override
  public List<float[]> gradients() {
    return gradients;
  }

  @Override
  public float[] outputs(float[] features, List<float[]> values) {
    float[] y = values.get(1).clone();
    for (int c = 0; c < outputs; c++) {
      for (int d = 0; d < width; d++) {
        y[c] += values.get(0)[c * width + d] * features[d];
      }
    }
    return y;
  }

  @Override
  public double of(List<float[]> features, int[] batch, Targets targets) {
    float[] y = outputs(columns(features, batch), batch.length);
    float[] atOutputs = new float[y.length];
    double value = loss.gradient(y, targets, atOutputs);
    accumulate(features, batch, atOutputs);
    return value;
  }

  /** The batch feature by feature, (D, B): sums over crops run through memory in order. */
  private float[][] columns(List<float[]> features, int[] batch) {
    float[][] columns = new float[width][batch.length];
    for (int from = 0; from < batch.length; from += CACHE_LINE) {
      int to = Math.min(batch.length, from + CACHE_LINE);
      for (int i = from; i < to; i++) {
        some[i - from] = features.get(batch[i]);
      }
      for (int d = 0; d < width; d++) {
        for (int i = from; i < to; i++) {
          columns[d][i] = some[i - from][d];
        }
      }
    }
    return columns;
  }

  /** (B, C). A feature serves all outputs while it is in the cache. */
  private float[] outputs(float[][] columns, int crops) {
    float[] weight = parameters.values().get(0);
    float[] bias = parameters.values().get(1);
    float[][] byOutput = new float[outputs][crops];
    for (int c = 0; c < outputs; c++) {
      Arrays.fill(byOutput[c], bias[c]);
    }
    for (int d = 0; d < width; d++) {
      for (int c = 0; c < outputs; c++) {
        addScaled(byOutput[c], weight[c * width + d], columns[d]);
      }
    }
    float[] y = new float[crops * outputs];
    for (int c = 0; c < outputs; c++) {
      for (int i = 0; i < crops; i++) {
        y[i * outputs + c] = byOutput[c][i];
      }
    }
    return y;
  }

  private static void addScaled(float[] sum, float factor, float[] values) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * values[i];
    }
  }

  /** Beside the other so that each is compiled for itself, into vector instructions. */
  private static void addScaledAt(float[] sum, int from, float factor, float[] values) {
    for (int i = 0; i < values.length; i++) {
      sum[from + i] += factor * values[i];
    }
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
        addScaledAt(atWeight, c * width, g, x);
      }
    }
  }
}
