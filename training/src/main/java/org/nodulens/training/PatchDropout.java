package org.nodulens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import java.util.Random;
import org.nodulens.vit.VitConfig;

/**
 * Leaves patches out of a training step (arXiv:2208.07220), the same of each image in its batch: a
 * step costs as much less, and no patch can be relied upon. Class and register tokens stay.
 */
final class PatchDropout {
  private PatchDropout() {}

  /**
   * The tokens that are kept, in order: (B, T, D) to (B, n, D).
   *
   * @param kept share of the patches, above 0 to 1
   */
  static NDArray apply(
      NDArray tokens, VitConfig config, double kept, NDManager scope, Random random) {
    int patches = config.grid().patches();
    int count = Math.max(1, (int) Math.round(kept * patches));
    if (count == patches) {
      return tokens;
    }
    int[] chosen = Arrays.copyOf(Seeds.shuffled(patches, random), count);
    Arrays.sort(chosen);
    long[] rows = new long[config.prefixTokens() + count];
    for (int i = 0; i < rows.length; i++) {
      boolean prefix = i < config.prefixTokens();
      rows[i] = prefix ? i : config.prefixTokens() + chosen[i - config.prefixTokens()];
    }
    return tokens.get(new NDIndex(":, {}", scope.create(rows)));
  }
}
