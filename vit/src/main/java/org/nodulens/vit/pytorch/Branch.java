package org.nodulens.vit.pytorch;

import ai.djl.ndarray.NDArray;

/** What training does to a residual branch's output before it is added: drop path, say. */
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
}
