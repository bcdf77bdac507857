package org.nodulens.vit;

/** The linear head on the class embedding: (D) to (C). */
public final class LinearHead {
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

  public int outputs() {
    return linear.outputs();
  }

  /** Raw outputs (logits for classes), (C). */
  public float[] apply(float[] embedding) {
    return linear.apply(embedding);
  }

  /** ∂ output / ∂ embedding, (D). */
  public float[] gradient(int output) {
    return linear.row(output);
  }
}
