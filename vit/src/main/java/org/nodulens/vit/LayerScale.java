package org.nodulens.vit;

import org.jspecify.annotations.Nullable;

/** Layer scale (arXiv:2103.17239): a branch's output times a learned vector, or nothing at all. */
final class LayerScale {
  private final float @Nullable [] gamma;

  private LayerScale(float @Nullable [] gamma) {
    this.gamma = gamma;
  }

  /** Nothing at all. */
  static final LayerScale NONE = new LayerScale(null);

  static LayerScale of(VitWeights weights, String name) {
    return new LayerScale(
        weights.config().layerScale() ? weights.tensor(name + ".gamma").values() : null);
  }

  /** What element i is multiplied by. */
  float factor(int i) {
    return gamma == null ? 1 : gamma[i];
  }

  /** The scaled row; also its own gradient, being linear. */
  float[] apply(float[] row) {
    if (gamma == null) {
      return row;
    }
    float[] scaled = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      scaled[i] = gamma[i] * row[i];
    }
    return scaled;
  }
}
