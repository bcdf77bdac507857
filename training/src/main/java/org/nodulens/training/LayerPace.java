package org.nodulens.training;

import org.nodulens.vit.VitConfig;

/**
 * How fast each parameter moves, as a share of the learning rate. Layer-wise decay as in BEiT
 * (arXiv:2106.08254, its appendix on fine-tuning): head and final norm at the full rate, the last
 * block at {@code decay} of it, each block before at {@code decay} of the next, the embedding last.
 * Frozen parameters have pace 0.
 */
final class LayerPace {
  private static final String BLOCKS = "blocks.";

  private final int depth;
  private final int firstMoving;
  private final double decay;

  /**
   * For the layers that shall move.
   *
   * @throws UnfitOptionsException if more blocks shall move than there are
   */
  LayerPace(VitConfig config, Layers layers, double decay) {
    this.depth = config.depth();
    this.decay = decay;
    if (layers instanceof Layers.Last last && last.blocks() > depth) {
      throw new UnfitOptionsException(
          "layers " + last + " cannot move: the network has " + depth + " blocks");
    }
    this.firstMoving =
        layers instanceof Layers.Last last
            ? depth - last.blocks() + 1
            : layers instanceof Layers.Head ? depth + 1 : 0;
  }

  double of(String parameter) {
    int layer = layer(parameter);
    return layer < firstMoving ? 0 : Math.pow(decay, depth + 1 - layer);
  }

  /** 0 is the embedding, then the blocks from 1, then norm and head. */
  private int layer(String parameter) {
    if (parameter.startsWith(BLOCKS)) {
      int end = parameter.indexOf('.', BLOCKS.length());
      return 1 + Integer.parseInt(parameter.substring(BLOCKS.length(), end));
    }
    return parameter.startsWith("norm.") || parameter.startsWith("head.") ? depth + 1 : 0;
  }
}
