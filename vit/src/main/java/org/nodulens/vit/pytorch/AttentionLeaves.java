package org.nodulens.vit.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;

/**
 * Adds zeros to every block's attention and differentiates by them: the gradient at the zeros is
 * that at the attention.
 */
final class AttentionLeaves implements Branch {
  private final NDList attention = new NDList();
  private final NDList zeros = new NDList();

  @Override
  public NDArray of(int block, NDArray output) {
    return output;
  }

  @Override
  public NDArray attention(int block, NDArray weights) {
    NDArray zero = weights.getManager().zeros(weights.getShape());
    zero.setRequiresGradient(true);
    attention.add(weights);
    zeros.add(zero);
    return weights.add(zero);
  }

  /** The leaves, first block to last. */
  NDList all() {
    return zeros;
  }

  /** The class token's row of Π (I + C_l), C_l = mean over heads of (A ∘ ∂f/∂A)⁺, (B, T). */
  NDArray relevance() {
    NDArray row = null;
    for (int block = attention.size() - 1; block >= 0; block--) {
      NDArray product = zeros.get(block).getGradient().mul(attention.get(block));
      NDArray mean = product.maximum(0).mean(new int[] {1}); // (B, n, T)
      // the last block has the class token's row alone: its identity's row is that of a unit vector
      row = row == null ? mean.add(AttentionMeans.unit(mean)) : row.add(row.matMul(mean));
    }
    if (row == null) {
      throw new IllegalStateException("no block was run");
    }
    return row.get(new NDIndex(":, 0"));
  }
}
