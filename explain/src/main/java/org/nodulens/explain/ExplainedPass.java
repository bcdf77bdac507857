package org.nodulens.explain;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.vit.ClassTokenPass;
import org.nodulens.vit.LastBlock;

/**
 * One pass through a model together with the scores to be explained. What estimators share, the
 * gradient of each score at each head's pooled token, is computed once.
 */
public final class ExplainedPass {
  private final ClassTokenPass classToken;
  private final List<float[][]> pooledGradients;

  private ExplainedPass(ClassTokenPass classToken, List<float[][]> pooledGradients) {
    this.classToken = classToken;
    this.pooledGradients = pooledGradients;
  }

  /**
   * Goes back from each score to the last block's heads.
   *
   * @param embeddingGradients for each score, its gradient at the class embedding, (D)
   */
  public static ExplainedPass of(
      LastBlock block, ClassTokenPass classToken, List<float[]> embeddingGradients) {
    List<float[][]> pooled = new ArrayList<>();
    for (float[] gradient : embeddingGradients) {
      pooled.add(block.pooledGradients(classToken, gradient));
    }
    return new ExplainedPass(classToken, pooled);
  }

  public ClassTokenPass classToken() {
    return classToken;
  }

  /** How many scores are explained. */
  public int scores() {
    return pooledGradients.size();
  }

  /** w_h of one score: its gradient at head h's pooled token, (H, D). */
  public float[][] pooledGradients(int score) {
    return pooledGradients.get(score);
  }
}
