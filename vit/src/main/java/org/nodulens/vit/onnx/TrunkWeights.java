package org.nodulens.vit.onnx;

import java.nio.ByteBuffer;
import java.util.Map;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * A model's weights by the names that its graph knows them by.
 *
 * @param head the tensors of a head of two layers; empty where there is none
 */
record TrunkWeights(VitWeights weights, Map<String, Tensor> head) {
  TrunkWeights(VitWeights weights) {
    this(weights, Map.of());
  }

  /** Writes a weight's values, C order, in the buffer's own byte order. */
  void write(OnnxWeight weight, ByteBuffer into) {
    String name = weight.name();
    if (name.endsWith(EightBitMatrix.CODES)) {
      into.put(eightBit(name, EightBitMatrix.CODES).codes());
    } else {
      into.asFloatBuffer().put(floats(name));
    }
  }

  private float[] floats(String name) {
    if (name.equals(TrunkGraph.ADDED)) {
      return prefixAndPositions();
    }
    return name.endsWith(EightBitMatrix.SCALES)
        ? eightBit(name, EightBitMatrix.SCALES).scales()
        : tensor(name).values();
  }

  private Tensor tensor(String name) {
    Tensor ofHead = head.get(name);
    return ofHead == null ? weights.tensor(name) : ofHead;
  }

  private EightBitMatrix eightBit(String name, String ending) {
    String layer = name.substring(0, name.length() - ending.length());
    return EightBitMatrix.of(weights.tensor(layer + ".weight"));
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
