package org.nodulens.vit.pytorch;

import ai.djl.ndarray.NDArray;

/**
 * What is done to a residual branch: its output before it is added (training's drop path, say), and
 * its attention.
 */
@FunctionalInterface
public interface Branch {
  /** Branches as they are. */
  Branch WHOLE = (block, output) -> output;

  /**
   * The branch to add.
   *
   * @param block the block's number, from 0
   * @param output (B, n, D)
   */
  NDArray of(int block, NDArray output);

  /**
   * The attention to use: the same, unless someone looks at it or varies it.
   *
   * @param weights after the softmax, (B, H, n, T); the last block has the class token's row alone
   */
  default NDArray attention(int block, NDArray weights) {
    return weights;
  }
}
