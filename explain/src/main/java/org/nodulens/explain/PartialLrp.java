package org.nodulens.explain;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.vit.PartialRelevance;

/**
 * Partial layer-wise relevance propagation (Voita et al., arXiv:1905.09418): the relevance of the
 * last block's attention for the score, class token's row, mean over heads, at least 0. Rules as
 * published with the code of arXiv:2012.09838 (α = 1, β = 0). In plain Java.
 */
public record PartialLrp() implements ImportanceEstimator {
  @Override
  public String id() {
    return "partial_lrp";
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) {
    PartialRelevance relevance = new PartialRelevance(pass.model().lastBlock());
    List<float[]> maps = new ArrayList<>();
    for (Score score : pass.scores()) {
      float[] embedding = score.relevance(pass.classToken().embedding());
      maps.add(pass.patches(relevance.attention(pass.classToken(), embedding)));
    }
    return maps;
  }
}
