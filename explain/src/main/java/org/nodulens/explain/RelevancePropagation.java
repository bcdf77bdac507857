package org.nodulens.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Relevance propagation through attention (Chefer et al., arXiv:2103.15679): R starts as the
 * identity, every block adds C R with C = mean over heads of (A ∘ ∂f/∂A)⁺; the class token's row.
 * Never negative.
 */
public record RelevancePropagation() implements ImportanceEstimator {
  @Override
  public String id() {
    return "relevance_propagation";
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) throws IOException {
    return importance(List.of(pass)).get(0);
  }

  @Override
  public List<List<float[]>> importance(List<ExplainedPass> passes) throws IOException {
    List<List<float[]>> relevance =
        passes
            .get(0)
            .model()
            .probe(id())
            .attentionRelevance(
                passes.stream().map(ExplainedPass::pixels).toList(),
                PixelGradients.gradients(passes.get(0).scores()));
    List<List<float[]>> maps = new ArrayList<>();
    for (int i = 0; i < passes.size(); i++) {
      maps.add(passes.get(i).patches(relevance.get(i)));
    }
    return maps;
  }
}
