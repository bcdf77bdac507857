package org.nodulens.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention rollout (Abnar and Zuidema, arXiv:2005.00928): the product over blocks of (A + I) / 2,
 * heads averaged; the class token's row. Never negative, and the same whatever is predicted.
 */
public record AttentionRollout() implements ImportanceEstimator {
  @Override
  public String id() {
    return "attention_rollout";
  }

  @Override
  public boolean knowsTask() {
    return false;
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) throws IOException {
    return importance(List.of(pass)).get(0);
  }

  @Override
  public List<List<float[]>> importance(List<ExplainedPass> passes) throws IOException {
    List<float[]> rows =
        passes
            .get(0)
            .model()
            .probe(id())
            .attentionRollout(passes.stream().map(ExplainedPass::pixels).toList());
    List<List<float[]>> maps = new ArrayList<>();
    for (int i = 0; i < passes.size(); i++) {
      maps.add(List.of(passes.get(i).patches(rows.get(i))));
    }
    return maps;
  }
}
