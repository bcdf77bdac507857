package org.nodulens.training;

/**
 * What outputs are trained towards, (n, C): the value on the output's own scale (a probability or a
 * z-score) and the weight of the opinion behind it, 0 where there is none.
 */
final class Targets {
  private final int outputs;
  private final float[] values;
  private final float[] weights;

  Targets(int crops, int outputs) {
    this.outputs = outputs;
    this.values = new float[crops * outputs];
    this.weights = new float[crops * outputs];
  }

  int outputs() {
    return outputs;
  }

  int crops() {
    return values.length / outputs;
  }

  void set(int crop, int output, double value, double weight) {
    if (!(weight > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("target " + value + " has weight " + weight);
    }
    values[crop * outputs + output] = (float) value;
    weights[crop * outputs + output] = (float) weight;
  }

  float value(int crop, int output) {
    return values[crop * outputs + output];
  }

  float weight(int crop, int output) {
    return weights[crop * outputs + output];
  }

  /** The weight behind each output, over all crops: (C). */
  double[] totals() {
    double[] totals = new double[outputs];
    for (int at = 0; at < weights.length; at++) {
      totals[at % outputs] += weights[at];
    }
    return totals;
  }

  /** The rows of some crops, in their order. */
  Targets of(int[] crops) {
    Targets some = new Targets(crops.length, outputs);
    for (int i = 0; i < crops.length; i++) {
      System.arraycopy(values, crops[i] * outputs, some.values, i * outputs, outputs);
      System.arraycopy(weights, crops[i] * outputs, some.weights, i * outputs, outputs);
    }
    return some;
  }
}
