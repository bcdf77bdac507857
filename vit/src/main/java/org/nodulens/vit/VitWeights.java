package org.nodulens.vit;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A model's tensors under timm's names, each checked against the architecture's shape. */
public final class VitWeights {
  private final VitConfig config;
  private final Map<String, Tensor> tensors;

  private VitWeights(VitConfig config, Map<String, Tensor> tensors) {
    this.config = config;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Checks tensors against an architecture.
   *
   * @param where the file, for messages
   * @throws ModelFormatException if a tensor is missing, is of another shape, or belongs to no part
   *     of this architecture
   */
  public static VitWeights of(VitConfig config, Map<String, Tensor> tensors, String where)
      throws ModelFormatException {
    checkShapes(config, tensors, Tensor::shape, where);
    Map<String, Tensor> checked = new LinkedHashMap<>();
    for (String name : shapes(config).keySet()) {
      Tensor tensor = Objects.requireNonNull(tensors.get(name));
      if (!tensor.isFinite()) {
        throw new ModelFormatException(
            where + ": tensor " + name + " holds values that are not finite");
      }
      checked.put(name, tensor);
    }
    return new VitWeights(config, checked);
  }

  /**
   * Normal deviates in every tensor, for tests and measurements of speed; training begins
   * otherwise.
   *
   * @param deviation their standard deviation
   */
  public static VitWeights random(VitConfig config, double deviation, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes(config)
        .forEach(
            (name, shape) -> {
              float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
              }
              tensors.put(name, new Tensor(values, shape));
            });
    return new VitWeights(config, tensors);
  }

  /**
   * Checks names and shapes of tensors that have not been read yet.
   *
   * @param where the file, for messages
   * @throws ModelFormatException as {@link #of}
   */
  public static void check(VitConfig config, Map<String, StoredTensor> tensors, String where)
      throws ModelFormatException {
    checkShapes(config, tensors, StoredTensor::shape, where);
  }

  private static <T> void checkShapes(
      VitConfig config, Map<String, T> tensors, Function<T, int[]> shapeOf, String where)
      throws ModelFormatException {
    Map<String, int[]> shapes = shapes(config);
    for (Map.Entry<String, int[]> expected : shapes.entrySet()) {
      T tensor = tensors.get(expected.getKey());
      String needed = Arrays.toString(expected.getValue());
      if (tensor == null) {
        throw new ModelFormatException(
            where + " lacks tensor " + expected.getKey() + " of shape " + needed);
      }
      int[] shape = shapeOf.apply(tensor);
      if (!Arrays.equals(shape, expected.getValue())) {
        throw new ModelFormatException(
            where
                + ": tensor "
                + expected.getKey()
                + " has shape "
                + Arrays.toString(shape)
                + ", the architecture needs "
                + needed);
      }
    }
    for (String name : tensors.keySet()) {
      if (!shapes.containsKey(name)) {
        throw new ModelFormatException(
            where + " has tensor " + name + ", which the architecture does not know");
      }
    }
  }

  /** Every tensor's name and shape, in timm's order. */
  public static Map<String, int[]> shapes(VitConfig config) {
    int width = config.width();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put("cls_token", new int[] {1, 1, width});
    shapes.put("pos_embed", new int[] {1, config.positionRows(), width});
    if (config.registers() > 0) {
      shapes.put("reg_token", new int[] {1, config.registers(), width});
    }
    PixelSize patch = config.patch();
    shapes.put(
        "patch_embed.proj.weight",
        new int[] {width, config.channels(), patch.rows(), patch.columns()});
    shapes.put("patch_embed.proj.bias", new int[] {width});
    for (int i = 0; i < config.depth(); i++) {
      String block = "blocks." + i + ".";
      affine(shapes, block + "norm1", width);
      linear(shapes, block + "attn.qkv", 3 * width, width);
      linear(shapes, block + "attn.proj", width, width);
      affine(shapes, block + "norm2", width);
      linear(shapes, block + "mlp.fc1", config.mlpWidth(), width);
      linear(shapes, block + "mlp.fc2", width, config.mlpWidth());
      if (config.layerScale()) {
        shapes.put(block + "ls1.gamma", new int[] {width});
        shapes.put(block + "ls2.gamma", new int[] {width});
      }
    }
    affine(shapes, "norm", width);
    if (config.outputs() > 0) {
      linear(shapes, "head", config.outputs(), width);
    }
    return shapes;
  }

  private static void linear(Map<String, int[]> shapes, String name, int outputs, int inputs) {
    shapes.put(name + ".weight", new int[] {outputs, inputs});
    shapes.put(name + ".bias", new int[] {outputs});
  }

  private static void affine(Map<String, int[]> shapes, String name, int width) {
    shapes.put(name + ".weight", new int[] {width});
    shapes.put(name + ".bias", new int[] {width});
  }

  public VitConfig config() {
    return config;
  }

  /** All tensors, in timm's order. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /**
   * One tensor by timm's name.
   *
   * @throws IllegalArgumentException if the architecture has no such tensor
   */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("this architecture has no tensor " + name);
    }
    return tensor;
  }

  /** The same trunk with another linear head: (C, D) and (C). */
  public VitWeights withHead(Tensor weight, Tensor bias) {
    Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
    changed.put("head.weight", weight);
    changed.put("head.bias", bias);
    return checked(config.withOutputs(weight.shape()[0]), changed);
  }

  /** The trunk alone. */
  public VitWeights withoutHead() {
    Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
    changed.remove("head.weight");
    changed.remove("head.bias");
    return checked(config.withOutputs(0), changed);
  }

  /** The same model for another input size, its position embedding resized in its own way. */
  public VitWeights resizedTo(PixelSize image) {
    VitConfig resized = config.withImage(image);
    Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
    changed.put(
        "pos_embed",
        PositionEmbedding.resized(
            tensor("pos_embed"), config.grid(), resized.grid(), config.positionResize()));
    return checked(resized, changed);
  }

  /**
   * The same architecture with other values.
   *
   * @param change from a tensor's name and values to values of the same shape
   */
  public VitWeights changed(BiFunction<String, Tensor, Tensor> change) {
    Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
    changed.replaceAll(change);
    return checked(config, changed);
  }

  private static VitWeights checked(VitConfig config, Map<String, Tensor> tensors) {
    try {
      return of(config, tensors, "a changed model");
    } catch (ModelFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
