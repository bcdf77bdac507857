package org.nodulens.training;

import java.util.Arrays;
import java.util.List;

/**
 * Loss and gradient of a linear head on rows of features. Sums run over {@value #STRIDE} rows or
 * columns at a time, in an order that is always the same: the processor then adds whole vectors and
 * touches each sum once where it would four times.
 */
final class LinearGradient implements HeadGradient {
  private static final int STRIDE = 4;

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

  @Override
  public List<float[]> gradients() {
    return gradients;
  }

  @Override
  public float[] outputs(float[] features, List<float[]> values) {
    float[] y = values.get(1).clone();
    for (int c = 0; c < outputs; c++) {
      y[c] += TwoLayerGradient.dot(values.get(0), c * width, features);
    }
    return y;
  }

  @Override
  public double of(List<float[]> features, int[] batch, Targets targets) {
    float[][] rows = new float[batch.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = features.get(batch[i]);
    }
    float[] y = outputs(rows);
    float[] atOutputs = new float[y.length];
    double value = loss.gradient(y, targets, atOutputs);
    accumulate(rows, atOutputs);
    return value;
  }

  /** (B, C). Some features of the batch serve all outputs while they are in the cache. */
  private float[] outputs(float[][] rows) {
    float[] weight = parameters.values().get(0);
    float[] bias = parameters.values().get(1);
    float[][] byOutput = new float[outputs][rows.length];
    for (int c = 0; c < outputs; c++) {
      Arrays.fill(byOutput[c], bias[c]);
    }
    float[][] x = new float[STRIDE][rows.length];
    float[] w = new float[STRIDE];
    for (int from = 0; from < width; from += STRIDE) {
      int some = Math.min(STRIDE, width - from);
      turn(rows, from, x);
      Arrays.fill(w, 0);
      for (int c = 0; c < outputs; c++) {
        System.arraycopy(weight, c * width + from, w, 0, some);
        addScaled(byOutput[c], w, x);
      }
    }
    float[] y = new float[rows.length * outputs];
    for (int c = 0; c < outputs; c++) {
      for (int i = 0; i < rows.length; i++) {
        y[i * outputs + c] = byOutput[c][i];
      }
    }
    return y;
  }

  /** Columns of the rows, from one on; what lies behind the last one is 0. */
  private static void turn(float[][] rows, int from, float[][] x) {
    if (from + STRIDE > rows[0].length) {
      for (int d = 0; d < STRIDE; d++) {
        for (int i = 0; i < rows.length; i++) {
          x[d][i] = from + d < rows[i].length ? rows[i][from + d] : 0;
        }
      }
      return;
    }
    float[] x0 = x[0];
    float[] x1 = x[1];
    float[] x2 = x[2];
    float[] x3 = x[3];
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i];
      x0[i] = row[from];
      x1[i] = row[from + 1];
      x2[i] = row[from + 2];
      x3[i] = row[from + 3];
    }
  }

  private static void addScaled(float[] sum, float[] factors, float[][] x) {
    float f0 = factors[0];
    float f1 = factors[1];
    float f2 = factors[2];
    float f3 = factors[3];
    float[] x0 = x[0];
    float[] x1 = x[1];
    float[] x2 = x[2];
    float[] x3 = x[3];
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (f0 * x0[i] + f1 * x1[i]) + (f2 * x2[i] + f3 * x3[i]);
    }
  }

  private void accumulate(float[][] rows, float[] atOutputs) {
    float[][] atWeight = new float[outputs][width];
    float[] atBias = gradients.get(1);
    Arrays.fill(atBias, 0);
    float[][] x = new float[STRIDE][];
    float[] g = new float[STRIDE];
    for (int from = 0; from < rows.length; from += STRIDE) {
      int some = Math.min(STRIDE, rows.length - from);
      for (int i = 0; i < STRIDE; i++) {
        x[i] = rows[from + Math.min(i, some - 1)]; // what is too many counts 0
      }
      Arrays.fill(g, 0);
      for (int c = 0; c < outputs; c++) {
        for (int i = 0; i < some; i++) {
          g[i] = atOutputs[(from + i) * outputs + c];
          atBias[c] += g[i];
        }
        addScaled(atWeight[c], g, x);
      }
    }
    for (int c = 0; c < outputs; c++) {
      System.arraycopy(atWeight[c], 0, gradients.get(0), c * width, width);
    }
  }
}
