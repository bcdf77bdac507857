package org.nodulens.explain;

import java.util.List;
import org.nodulens.vit.ClassTokenPass;

/**
 * The class token's attention in the last block, mean over heads (as shown by DINO,
 * arXiv:2104.14294). Never negative, and the same whatever is predicted.
 */
public record AttentionMap() implements ImportanceEstimator {
  @Override
  public String id() {
    return "attention";
  }

  @Override
  public boolean knowsTask() {
    return false;
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) {
    ClassTokenPass classToken = pass.classToken();
    float[] mean = new float[classToken.tokens()];
    for (int h = 0; h < classToken.heads(); h++) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += classToken.attention(h)[i] / classToken.heads();
      }
    }
    return List.of(pass.patches(mean));
  }
}
