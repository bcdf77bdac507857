package org.nodulens.vit;

/** y = W x + b on one row. */
final class Linear {
  private final int outputs;
  private final int inputs;
  private final float[] weight;
  private final float[] bias;

  /** Wᵀ, (inputs, outputs): what is fast to multiply by a row. */
  private final float[] turned;

  private Linear(Tensor weight, Tensor bias) {
    this.outputs = weight.shape()[0];
    this.inputs = weight.shape()[1];
    this.weight = weight.values();
    this.bias = bias.values();
    this.turned = TokenColumns.ofRows(this.weight, outputs, inputs).values();
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

  /** W, (outputs, inputs), C order: read only. */
  float[] weight() {
    return weight;
  }

  /** b, (outputs): read only. */
  float[] bias() {
    return bias;
  }

  float[] apply(float[] x) {
    return apply(x, 0, outputs);
  }

  /** Rows {@code first} to {@code first + count} of the output alone. */
  float[] apply(float[] x, int first, int count) {
    float[] y = new float[count];
    System.arraycopy(bias, first, y, 0, count);
    Products.addRows(y, 0, count, x, 0, 1, inputs, turned, first, outputs);
    return y;
  }

  /** The gradient at the input: Wᵀ g. */
  float[] backward(float[] gradient) {
    return backward(gradient, 0, 0, outputs);
  }

  /** Wᵀ g over the output rows first ... first + count alone, g starting at {@code from}. */
  float[] backward(float[] gradient, int from, int first, int count) {
    float[] atInput = new float[inputs];
    Products.addRows(
        atInput, 0, inputs, gradient, from, 1, count, weight, first * inputs, inputs);
    return atInput;
  }

  /**
   * The gradients at the input of many gradients at the output.
   *
   * @param gradients (count, outputs)
   * @return (count, inputs)
   */
  float[] backwardAll(float[] gradients, int count) {
    return Products.product(gradients, weight, count, outputs, inputs);
  }

  /** A copy of one row of W. */
  float[] row(int output) {
    float[] row = new float[inputs];
    System.arraycopy(weight, output * inputs, row, 0, inputs);
    return row;
  }
}
