package org.nodulens.vit;

/** y = W x + b on one row. */
final class Linear {
  private final float[][] weight;
  private final float[] bias;

  /** Wᵀ, (inputs, outputs): what is fast to multiply by a row. */
  private final float[][] turned;

  private Linear(float[][] weight, float[] bias) {
    this.weight = weight;
    this.bias = bias;
    this.turned = new float[weight[0].length][weight.length];
    for (int o = 0; o < weight.length; o++) {
      for (int i = 0; i < weight[o].length; i++) {
        turned[i][o] = weight[o][i];
      }
    }
  }

  static Linear of(VitWeights weights, String name) {
    return of(weights.tensor(name + ".weight"), weights.tensor(name + ".bias"));
  }

  /** W (outputs, inputs) and b, checked by the caller. */
  static Linear of(Tensor weight, Tensor bias) {
    return ofRows(weight, bias, 0, bias.count());
  }

  /** The rows {@code first} to {@code first + count} of W and b alone. */
  static Linear ofRows(Tensor weight, Tensor bias, int first, int count) {
    int inputs = weight.shape()[1];
    float[][] rows = new float[count][];
    for (int o = 0; o < count; o++) {
      rows[o] = Rows.copy(weight.values(), first + o, inputs);
    }
    float[] b = new float[count];
    System.arraycopy(bias.values(), first, b, 0, count);
    return new Linear(rows, b);
  }

  int outputs() {
    return weight.length;
  }

  /** W, (outputs, inputs): read only. */
  float[][] weight() {
    return weight;
  }

  /** b, (outputs): read only. */
  float[] bias() {
    return bias;
  }

  float[] apply(float[] x) {
    float[] y = bias.clone();
    Products.addRows(y, x, 0, x.length, turned, 0);
    return y;
  }

  /**
   * Many rows at once: W is fetched once for all of them.
   *
   * @param xs (n, inputs)
   * @return (n, outputs), each row as if it were alone
   */
  float[][] apply(float[][] xs) {
    float[][] ys = new float[xs.length][];
    for (int r = 0; r < ys.length; r++) {
      ys[r] = bias.clone();
    }
    Products.addProduct(ys, xs, 0, turned, 0, turned.length);
    return ys;
  }

  /** The gradient at the input: Wᵀ g. */
  float[] backward(float[] gradient) {
    float[] atInput = new float[turned.length];
    Products.addRows(atInput, gradient, 0, outputs(), weight, 0);
    return atInput;
  }

  /**
   * Those of gradients at {@code count} outputs from {@code first} on, and 0 elsewhere.
   *
   * @param gradients (n, outputs)
   * @return (n, inputs), each row as if it were alone
   */
  float[][] backward(float[][] gradients, int first, int count) {
    float[][] atInput = new float[gradients.length][turned.length];
    Products.addProduct(atInput, gradients, first, weight, first, count);
    return atInput;
  }

  /**
   * The gradients at the input of many gradients at the output.
   *
   * @param gradients (n, outputs)
   * @return (n, inputs)
   */
  float[][] backward(float[][] gradients) {
    return Products.product(gradients, weight);
  }

  /** A copy of one row of W. */
  float[] row(int output) {
    return weight[output].clone();
  }
}
