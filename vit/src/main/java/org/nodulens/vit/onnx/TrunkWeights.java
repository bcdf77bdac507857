package org.nodulens.vit.onnx;

import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/** A model's weights by the names that its graph knows them by. */
record TrunkWeights(VitWeights weights) {
  /** The values of a weight, C order. Read only. */
  float[] values(String name) {
    return name.equals(TrunkGraph.ADDED) ? prefixAndPositions() : weights.tensor(name).values();
  }

  /** What is added to the patches, with room for the prefix before them: (1, T, D). */
  private float[] prefixAndPositions() {
    VitConfig config = weights.config();
    float[] positions = weights.tensor("pos_embed").values();
    float[] added = new float[config.tokens() * config.width()];
    System.arraycopy(positions, 0, added, added.length - positions.length, positions.length);
    add(weights.tensor("cls_token"), added, 0);
    if (config.registers() > 0) {
      add(weights.tensor("reg_token"), added, config.width());
    }
    return added;
  }

  private static void add(Tensor tokens, float[] to, int from) {
    float[] values = tokens.values();
    for (int i = 0; i < values.length; i++) {
      to[from + i] += values[i];
    }
  }
}
