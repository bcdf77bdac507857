package org.nodulens.vit;

import java.util.List;

/** Embedding and all blocks but the last, in some engine. Safe for use by several threads. */
public interface Trunk extends AutoCloseable {
  /**
   * Runs the trunk on a batch.
   *
   * @param pixels normalised pixels, each (channels, rows, columns) of the size the trunk was
   *     loaded for
   * @return what enters the last block, an entry an image, in order
   */
  List<BlockInput> blockInputs(List<float[]> pixels);

  @Override
  void close();
}
