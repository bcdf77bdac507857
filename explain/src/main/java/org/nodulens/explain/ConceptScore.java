package org.nodulens.explain;

import org.nodulens.vit.LinearHead;
import org.nodulens.vit.Tensor;

/** How much of a concept an embedding holds: the inner product with the concept's vector. */
public final class ConceptScore implements Score {
  private final OutputScore product;

  /**
   * A concept.
   *
   * @param vector (D)
   */
  public ConceptScore(float[] vector) {
    product =
        new OutputScore(
            LinearHead.of(
                new Tensor(vector.clone(), 1, vector.length), new Tensor(new float[1], 1)),
            0);
  }

  @Override
  public double value(float[] embedding) {
    return product.value(embedding);
  }

  @Override
  public float[] gradient(float[] embedding) {
    return product.gradient(embedding);
  }

  @Override
  public float[] relevance(float[] embedding) {
    return product.relevance(embedding);
  }
}
