package org.nodulens.explain;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TwoLayerHead;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/** Random weights for any architecture. */
final class RandomNetwork {
  private RandomNetwork() {}

  static VitWeights of(VitConfig config, long seed) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    VitWeights.shapes(config)
        .forEach((name, shape) -> tensors.put(name, tensor(seed + tensors.size(), shape)));
    try {
      return VitWeights.of(config, tensors, "a random model");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A head of two layers on embeddings of a width. */
  static Map<String, Tensor> headTensors(int width, int hidden, int outputs) {
    return Map.of(
        TwoLayerHead.TENSORS.get(0), tensor(91, hidden, width),
        TwoLayerHead.TENSORS.get(1), tensor(92, hidden),
        TwoLayerHead.TENSORS.get(2), tensor(93, outputs, hidden),
        TwoLayerHead.TENSORS.get(3), tensor(94, outputs));
  }

  private static Tensor tensor(long seed, int... shape) {
    int count = 1;
    for (int extent : shape) {
      count *= extent;
    }
    return new Tensor(gaussian(count, 0.4, seed), shape);
  }

  static float[] gaussian(int count, double deviation, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }
}
