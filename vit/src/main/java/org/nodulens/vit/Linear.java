package org.nodulens.vit;

/** y = W x + b on one row. */
final class Linear {
  private final int outputs;
  private final int inputs;
  private final float[] weight;
  private final float[] bias;

  private Linear(Tensor weight, Tensor bias) {
    this.outputs = weight.shape()[0];
    this.inputs = weight.shape()[1];
    this.weight = weight.values();
    this.bias = bias.values();
  }

  static Linear of(VitWeights weights, String name) {
    return new Linear(weights.tensor(name + ".weight"), weights.tensor(name + ".bias"));
  }

  /** W (outputs, inputs) and b, checked by the caller. */
  static Linear of(Tensor weight, Tensor bias) {
    return new Linear(weight, bias);
  }

  int outputs() {
    return outputs;
  }

  float[] apply(float[] x) {
    return apply(x, 0, outputs);
  }

  /** Rows {@code first} to {@code first + count} of the output alone. */
  float[] apply(float[] x, int first, int count) {
    float[] y = new float[count];
    for (int o = 0; o < count; o++) {
      y[o] = Rows.dot(weight, (first + o) * inputs, x, 0, inputs) + bias[first + o];
    }
    return y;
  }

  /** The gradient at the input: Wᵀ g. */
  float[] backward(float[] gradient) {
    return backward(gradient, 0, 0, outputs);
  }

  /** Wᵀ g over the output rows first ... first + count alone, g starting at {@code from}. */
  float[] backward(float[] gradient, int from, int first, int count) {
    float[] atInput = new float[inputs];
    for (int o = 0; o < count; o++) {
      Rows.addScaled(atInput, gradient[from + o], weight, (first + o) * inputs);
    }
    return atInput;
  }

  /** A copy of one row of W. */
  float[] row(int output) {
    float[] row = new float[inputs];
    System.arraycopy(weight, output * inputs, row, 0, inputs);
    return row;
  }
}
