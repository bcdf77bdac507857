package org.nodulens.explain;

/**
 * A number to be explained, as a function of the class embedding: an output of the head, or how
 * much of a concept the embedding holds.
 */
public interface Score {
  /**
   * The number itself.
   *
   * @param embedding (D)
   */
  double value(float[] embedding);

  /** ∂ score / ∂ embedding, (D). */
  float[] gradient(float[] embedding);

  /**
   * The embedding's relevance for the score by the αβ rule with α = 1 and β = 0 (see {@link
   * PartialLrp}), (D).
   */
  float[] relevance(float[] embedding);
}
