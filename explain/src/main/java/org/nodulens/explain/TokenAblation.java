package org.nodulens.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nodulens.vit.BlockInput;

/**
 * Token ablation: how far the score falls when a patch's token is taken out after the positions are
 * added, the network then running on all others. No approximation, and as many runs as patches.
 */
public record TokenAblation() implements ImportanceEstimator {
  /** Patches that are taken out, one at a time, between two looks at the results. */
  private static final int PATCHES_AT_ONCE = 64;

  @Override
  public String id() {
    return "token_ablation";
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) throws IOException {
    int patches = pass.model().config().grid().patches();
    List<Score> scores = pass.scores();
    List<float[]> drops = new ArrayList<>();
    double[] whole = new double[scores.size()];
    for (int score = 0; score < whole.length; score++) {
      whole[score] = scores.get(score).value(pass.classToken().embedding());
      drops.add(new float[patches]);
    }
    for (int first = 0; first < patches; first += PATCHES_AT_ONCE) {
      int from = first;
      List<BlockInput> without =
          pass.model()
              .probe(id())
              .blockInputsWithout(pass.pixels(), from, Math.min(patches, from + PATCHES_AT_ONCE));
      IntStream.range(0, without.size())
          .parallel()
          .forEach(
              i -> {
                float[] embedding = pass.model().lastBlock().forward(without.get(i)).embedding();
                for (int score = 0; score < whole.length; score++) {
                  drops.get(score)[from + i] =
                      (float) (whole[score] - scores.get(score).value(embedding));
                }
              });
    }
    return drops;
  }
}
