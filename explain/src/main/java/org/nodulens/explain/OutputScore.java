package org.nodulens.explain;

import org.nodulens.vit.Head;

/** One raw output of the head: a logit or a z-score. */
public record OutputScore(Head head, int output) implements Score {
  /**
   * One output.
   *
   * @param output from 0
   * @throws IllegalArgumentException if the head has no such output
   */
  public OutputScore {
    if (output < 0 || output >= head.outputs()) {
      throw new IllegalArgumentException(
          "the model has no output " + output + ": its outputs are 0 to " + (head.outputs() - 1));
    }
  }

  @Override
  public double value(float[] embedding) {
    return head.apply(embedding)[output];
  }

  @Override
  public float[] gradient(float[] embedding) {
    return head.gradient(output, embedding);
  }

  @Override
  public float[] relevance(float[] embedding) {
    return head.relevance(output, embedding);
  }
}
