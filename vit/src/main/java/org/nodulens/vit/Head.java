package org.nodulens.vit;

/** What turns a class embedding into a model's raw outputs: (D) to (C). */
public sealed interface Head permits LinearHead, TwoLayerHead {
  /** C. */
  int outputs();

  /** Raw outputs (logits for classes), (C). */
  float[] apply(float[] embedding);

  /** ∂ output / ∂ embedding at an embedding, (D). */
  float[] gradient(int output, float[] embedding);
}
