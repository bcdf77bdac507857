package org.nodulens.vit;

import java.util.List;

/** Where going back through a network begins: each score's gradient at a class embedding. */
@FunctionalInterface
public interface ScoreGradients {
  /**
   * The gradients at one embedding.
   *
   * @param embedding (D)
   * @return a gradient a score, (D); always as many
   */
  List<float[]> at(float[] embedding);
}
