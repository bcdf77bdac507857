package org.nodulens.vit;

import java.util.List;

/**
 * A whole network whose inside can be looked at and differentiated, in an engine that can do so.
 * Images are (channels, rows, columns), normalised. Results come an entry an image, in order, and
 * no image changes another's. Safe for use by several threads.
 */
public interface NetworkProbe extends AutoCloseable {
  /**
   * How scores change with the pixels.
   *
   * @return for each image, for each score, (channels, rows, columns)
   */
  List<List<float[]>> pixelGradients(List<float[]> images, ScoreGradients scores);

  /**
   * The class token's row of Π_l (I + C_l), last block first, with C_l = mean over heads of (A_l ∘
   * ∂f/∂A_l)⁺ and A_l the attention of block l.
   *
   * @return for each image, for each score, (T)
   */
  List<List<float[]>> attentionRelevance(List<float[]> images, ScoreGradients scores);

  /**
   * The class token's row of Π_l (A_l + I) / 2, last block first, heads averaged.
   *
   * @return (T) for each image
   */
  List<float[]> attentionRollout(List<float[]> images);

  /** What enters each block, first to last, for each image. */
  List<List<BlockInput>> allBlockInputs(List<float[]> images);

  /**
   * What enters the last block without one patch token, which is taken out after the positions are
   * added.
   *
   * @param image one image
   * @return an entry a patch, of T - 1 tokens
   */
  List<BlockInput> blockInputsWithout(float[] image, int firstPatch, int endPatch);

  @Override
  void close();
}
