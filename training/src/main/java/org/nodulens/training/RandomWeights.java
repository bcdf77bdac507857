package org.nodulens.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * Weights to start from, as timm initialises its VisionTransformer: matrices, positions and
 * registers normal with standard deviation 0.02, the class token next to nothing, biases zero, the
 * patch projection uniform as PyTorch's convolutions are.
 */
final class RandomWeights {
  private static final double DEVIATION = 0.02;
  private static final double CLASS_TOKEN_DEVIATION = 1e-6;

  private RandomWeights() {}

  static VitWeights of(VitConfig config, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    VitWeights.shapes(config)
        .forEach((name, shape) -> tensors.put(name, tensor(config, name, shape, random)));
    try {
      return VitWeights.of(config, tensors, "random weights");
    } catch (ModelFormatException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Weight and bias of a linear head for a trunk of this width. */
  static VitWeights withHead(VitWeights trunk, int outputs, long seed) {
    int width = trunk.config().width();
    return trunk.withHead(
        new Tensor(normal(outputs * width, DEVIATION, new Random(seed)), outputs, width),
        new Tensor(new float[outputs], outputs));
  }

  /**
   * A head with a hidden layer, whose first matrix keeps the scale of what it is given.
   *
   * @param sizes embedding, hidden layer, outputs
   */
  static Map<String, Tensor> twoLayerHead(int[] sizes, long seed) {
    Random random = new Random(seed);
    int width = sizes[0];
    int hidden = sizes[1];
    int outputs = sizes[2];
    Map<String, Tensor> head = new LinkedHashMap<>();
    head.put(
        "head.fc1.weight",
        new Tensor(normal(hidden * width, 1 / Math.sqrt(width), random), hidden, width));
    head.put("head.fc1.bias", new Tensor(new float[hidden], hidden));
    head.put(
        "head.fc2.weight",
        new Tensor(normal(outputs * hidden, DEVIATION, random), outputs, hidden));
    head.put("head.fc2.bias", new Tensor(new float[outputs], outputs));
    return head;
  }

  private static Tensor tensor(VitConfig config, String name, int[] shape, Random random) {
    int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    return new Tensor(values(config, name, count, random), shape);
  }

  private static float[] values(VitConfig config, String name, int count, Random random) {
    if (name.startsWith("patch_embed.")) {
      int fanIn = config.channels() * config.patch().count();
      return uniform(count, 1 / Math.sqrt(fanIn), random);
    }
    if (name.equals("cls_token")) {
      return normal(count, CLASS_TOKEN_DEVIATION, random);
    }
    if (name.endsWith(".gamma")) {
      return filled(count, 1e-5f); // layer scale starts next to nothing
    }
    if (name.endsWith("bias")) {
      return new float[count];
    }
    if (name.contains("norm")) {
      return filled(count, 1);
    }
    return normal(count, DEVIATION, random);
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }

  private static float[] normal(int count, double deviation, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  private static float[] uniform(int count, double bound, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return values;
  }
}
