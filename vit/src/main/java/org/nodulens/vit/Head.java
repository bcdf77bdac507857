package org.nodulens.vit;

/** What turns a class embedding into a model's raw outputs: (D) to (C). */
public sealed interface Head permits LinearHead, TwoLayerHead {
  /** C. */
  int outputs();

  /** Raw outputs (logits for classes), (C). */
  float[] apply(float[] embedding);

  /** ∂ output / ∂ embedding at an embedding, (D). */
  float[] gradient(int output, float[] embedding);

  /**
   * An embedding's relevance for an output by the αβ rule with α = 1 and β = 0, the output's own
   * relevance being 1; (D).
   */
  float[] relevance(int output, float[] embedding);
}
