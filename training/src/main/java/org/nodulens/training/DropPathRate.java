package org.nodulens.training;

/**
 * How often training leaves out a residual branch of the last block; earlier blocks less often, in
 * a straight line from 0 at the first.
 */
record DropPathRate(double ofLastBlock) {
  DropPathRate {
    if (!(ofLastBlock >= 0 && ofLastBlock < 1)) {
      throw new IllegalArgumentException("drop path must be 0 to less than 1, got " + ofLastBlock);
    }
  }

  double of(int block, int depth) {
    return depth == 1 ? ofLastBlock : ofLastBlock * block / (depth - 1);
  }
}
