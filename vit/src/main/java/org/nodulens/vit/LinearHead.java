package org.nodulens.vit;

/** The linear head on the class embedding: (D) to (C). */
public final class LinearHead implements Head {
  private final Linear linear;

  private LinearHead(Linear linear) {
    this.linear = linear;
  }

  /**
   * The head among a model's weights.
   *
   * @throws IllegalArgumentException if the model has none
   */
  public static LinearHead of(VitWeights weights) {
    return new LinearHead(Linear.of(weights, "head"));
  }

  /**
   * A head that is part of no model.
   *
   * @param weight (C, D)
   * @param bias (C)
   */
  public static LinearHead of(Tensor weight, Tensor bias) {
    return new LinearHead(Linear.of(weight, bias));
  }

  @Override
  public int outputs() {
    return linear.outputs();
  }

  @Override
  public float[] apply(float[] embedding) {
    return linear.apply(embedding);
  }

  @Override
  public float[] gradient(int output, float[] embedding) {
    return gradient(output);
  }

  @Override
  public float[] relevance(int output, float[] embedding) {
    return Rows.floats(Alpha1Beta0.fromOutput(linear, output, Rows.doubles(embedding)));
  }

  /** ∂ output / ∂ embedding, the same everywhere, (D). */
  public float[] gradient(int output) {
    return linear.row(output);
  }
}
