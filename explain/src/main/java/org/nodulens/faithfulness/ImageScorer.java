package org.nodulens.faithfulness;

import java.util.List;

/** What scores images, each by itself. */
@FunctionalInterface
public interface ImageScorer {
  /**
   * The raw outputs of each image, in order.
   *
   * @param images (channels, rows, columns) each, normalised
   * @return (C) each
   */
  List<float[]> outputs(List<float[]> images);
}
