package org.nodulens.vit.pytorch;

import org.nodulens.vit.VitConfig;

/** How many images a batch may hold within a bound on the engine's memory. */
final class BatchSize {
  private static final long BYTES = 768L << 20;

  /** More than this gains nothing, even for small images. */
  private static final int MOST = 64;

  /** Arrays of the attention's size that a block holds at once. */
  private static final int ATTENTION_ARRAYS = 4;

  private final VitConfig config;

  BatchSize(VitConfig config) {
    this.config = config;
  }

  /** Where nothing is kept of a block but what the caller keeps. */
  int looked() {
    return within(perBlock());
  }

  /** Where all blocks are kept for the way back. */
  int differentiated() {
    return within(config.depth() * perBlock());
  }

  private long perBlock() {
    long tokens = config.tokens();
    long attention = tokens * tokens * config.heads() * ATTENTION_ARRAYS;
    long rows = tokens * (12L * config.width() + 3L * config.mlpWidth());
    return Float.BYTES * (attention + rows);
  }

  private static int within(long perImage) {
    return (int) Math.max(1, Math.min(MOST, BYTES / perImage));
  }
}
