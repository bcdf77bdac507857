package org.nodulens.vit.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;

/** Keeps every block's attention, mean over heads. */
final class AttentionMeans implements Branch {
  private final NDList means = new NDList();

  @Override
  public NDArray of(int block, NDArray output) {
    return output;
  }

  @Override
  public NDArray attention(int block, NDArray weights) {
    means.add(weights.mean(new int[] {1})); // (B, n, T)
    return weights;
  }

  /** The class token's row of Π (A_l + I) / 2, last block first, (B, T). */
  NDArray rollout() {
    NDArray last = means.get(means.size() - 1);
    NDArray row = last.add(unit(last)).div(2);
    for (int block = means.size() - 2; block >= 0; block--) {
      row = row.matMul(means.get(block)).add(row).div(2);
    }
    return row.get(new NDIndex(":, 0"));
  }

  /** The class token's row of the identity, for a batch of such rows, (1, 1, T). */
  static NDArray unit(NDArray rows) {
    int tokens = (int) rows.getShape().get(2);
    float[] unit = new float[tokens];
    unit[0] = 1;
    return rows.getManager().create(unit).reshape(1, 1, tokens);
  }
}
