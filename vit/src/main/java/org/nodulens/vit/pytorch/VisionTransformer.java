package org.nodulens.vit.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * Vision Transformer (arXiv:2010.11929), pre-norm, as timm computes it. Its parameters are engine
 * arrays under timm's names, so that training can move them. Results belong to the manager of the
 * pixels.
 */
public final class VisionTransformer {
  private final VitConfig config;
  private final Map<String, NDArray> parameters;

  private VisionTransformer(VitConfig config, Map<String, NDArray> parameters) {
    this.config = config;
    this.parameters = Collections.unmodifiableMap(parameters);
  }

  /** Copies the weights into {@code manager}, which owns them. */
  public static VisionTransformer of(VitWeights weights, NDManager manager) {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> named : weights.tensors().entrySet()) {
      int[] shape = named.getValue().shape();
      long[] extents = new long[shape.length];
      for (int i = 0; i < shape.length; i++) {
        extents[i] = shape[i];
      }
      parameters.put(named.getKey(), manager.create(named.getValue().values(), new Shape(extents)));
    }
    return new VisionTransformer(weights.config(), parameters);
  }

  /**
   * A network over these very arrays, such as leaves that training made.
   *
   * @param parameters by timm's names, of the architecture's shapes
   */
  public static VisionTransformer over(VitConfig config, Map<String, NDArray> parameters) {
    return new VisionTransformer(config, new LinkedHashMap<>(parameters));
  }

  public VitConfig config() {
    return config;
  }

  /** By timm's names, in timm's order. */
  public Map<String, NDArray> parameters() {
    return parameters;
  }

  /** What enters the last block: (B, channels, rows, columns) to (B, T, D). */
  public NDArray blockInput(NDArray pixels, Branch branch) {
    return fromTokens(tokens(pixels), branch);
  }

  /** What enters each block, first to last: (B, T, D) each. */
  NDList blockInputs(NDArray pixels) {
    NDList inputs = new NDList(tokens(pixels));
    for (int block = 0; block < config.depth() - 1; block++) {
      inputs.add(after(block, inputs.get(block), Branch.WHOLE));
    }
    return inputs;
  }

  /**
   * All blocks but the last: (B, n, D) to (B, n, D).
   *
   * @param tokens as {@link #tokens} gives them; training may have left some patches out
   */
  public NDArray fromTokens(NDArray tokens, Branch branch) {
    NDArray x = tokens;
    for (int block = 0; block < config.depth() - 1; block++) {
      x = after(block, x, branch);
    }
    return x;
  }

  private NDArray after(int block, NDArray before, Branch branch) {
    NDArray mixed = attention(block, norm("norm1", block, before), branch);
    NDArray x = before.add(branch.of(block, scaled("ls1", block, mixed)));
    return x.add(branch.of(block, scaled("ls2", block, mlp(block, norm("norm2", block, x)))));
  }

  /**
   * The class token after the last block and the final norm: (B, T, D) to (B, D). Only the class
   * token's row is computed.
   */
  public NDArray embedding(NDArray blockInput, Branch branch) {
    int last = config.depth() - 1;
    NDArray x = blockInput.get(new NDIndex(":, 0:1")); // (B, 1, D)
    NDArray mixed = classAttention(last, norm("norm1", last, blockInput), branch);
    x = x.add(branch.of(last, scaled("ls1", last, mixed)));
    x = x.add(branch.of(last, scaled("ls2", last, mlp(last, norm("norm2", last, x)))));
    return norm("norm", x).squeeze(1);
  }

  /** Raw outputs of the head, linear or of two layers: (B, D) to (B, C). */
  public NDArray outputs(NDArray embedding) {
    return parameters.containsKey("head.fc1.weight")
        ? linear("head.fc2", Activation.gelu(linear("head.fc1", embedding)))
        : linear("head", embedding);
  }

  /** What enters the first block, positions added: (B, channels, rows, columns) to (B, T, D). */
  public NDArray tokens(NDArray pixels) {
    long batch = pixels.getShape().get(0);
    NDArray tokens = linear(patchWeight(), parameter("patch_embed.proj.bias"), patches(pixels));
    if (!config.positionsCoverPrefix()) {
      tokens = tokens.add(parameter("pos_embed")); // (B, P, D)
    }
    NDList parts = new NDList(repeated("cls_token", batch));
    if (config.registers() > 0) {
      parts.add(repeated("reg_token", batch));
    }
    parts.add(tokens);
    tokens = NDArrays.concat(parts, 1); // (B, T, D)
    return config.positionsCoverPrefix() ? tokens.add(parameter("pos_embed")) : tokens;
  }

  /**
   * (B, c, H, W) to (B, P, c * h * w): a convolution whose stride is its kernel, as one product.
   */
  private NDArray patches(NDArray pixels) {
    long batch = pixels.getShape().get(0);
    int rows = config.grid().rows();
    int columns = config.grid().columns();
    int patchRows = config.patch().rows();
    int patchColumns = config.patch().columns();
    return pixels
        .reshape(batch, config.channels(), rows, patchRows, columns, patchColumns)
        .transpose(0, 2, 4, 1, 3, 5)
        .reshape(batch, (long) rows * columns, (long) config.channels() * patchRows * patchColumns);
  }

  private NDArray patchWeight() {
    return parameter("patch_embed.proj.weight").reshape(config.width(), -1);
  }

  /** A (1, n, D) parameter for every image of a batch: (B, n, D). */
  private NDArray repeated(String name, long batch) {
    NDArray token = parameter(name);
    return token.broadcast(new Shape(batch, token.getShape().get(1), config.width()));
  }

  /** All tokens to all tokens: (B, T, D) to (B, T, D). */
  private NDArray attention(int block, NDArray z, Branch branch) {
    NDArray heads = heads(linear(at(block, "attn.qkv"), z), 3); // (3, B, H, T, d)
    NDList qkv = new NDList(heads.get(0), heads.get(1), heads.get(2));
    return mix(block, qkv, branch);
  }

  /** The class token to all tokens: (B, T, D) to (B, 1, D). */
  private NDArray classAttention(int block, NDArray z, Branch branch) {
    int width = config.width();
    NDArray weight = parameter(at(block, "attn.qkv") + ".weight");
    NDArray bias = parameter(at(block, "attn.qkv") + ".bias");
    NDIndex queries = new NDIndex("0:" + width);
    NDIndex keysAndValues = new NDIndex(width + ":");
    NDArray classToken = z.get(new NDIndex(":, 0:1"));
    NDArray q = heads(linear(weight.get(queries), bias.get(queries), classToken), 1);
    NDArray kv = heads(linear(weight.get(keysAndValues), bias.get(keysAndValues), z), 2);
    return mix(block, new NDList(q.get(0), kv.get(0), kv.get(1)), branch);
  }

  /** (B, n, parts * D) to (parts, B, H, n, d). */
  private NDArray heads(NDArray projected, int parts) {
    Shape shape = projected.getShape();
    return projected
        .reshape(shape.get(0), shape.get(1), parts, config.heads(), config.headWidth())
        .transpose(2, 0, 3, 1, 4);
  }

  /** Queries, keys and values, each (B, H, n or T, d), to (B, n, D). */
  private NDArray mix(int block, NDList qkv, Branch branch) {
    // Not mul(number): DJL lets go of the number's memory at once, while the way back still reads
    // it.
    NDArray scale = qkv.get(0).getManager().create((float) (1 / Math.sqrt(config.headWidth())));
    NDArray q = qkv.get(0).mul(scale);
    NDArray weights = q.matMul(qkv.get(1).transpose(0, 1, 3, 2)).softmax(-1); // (B, H, n, T)
    weights = branch.attention(block, weights);
    NDArray mixed = weights.matMul(qkv.get(2)).transpose(0, 2, 1, 3); // (B, n, H, d)
    Shape shape = mixed.getShape();
    return linear(
        at(block, "attn.proj"), mixed.reshape(shape.get(0), shape.get(1), config.width()));
  }

  private NDArray mlp(int block, NDArray z) {
    return linear(at(block, "mlp.fc2"), Activation.gelu(linear(at(block, "mlp.fc1"), z)));
  }

  private NDArray scaled(String name, int block, NDArray branch) {
    return config.layerScale() ? branch.mul(parameter(at(block, name) + ".gamma")) : branch;
  }

  private NDArray norm(String name, int block, NDArray x) {
    return norm(at(block, name), x);
  }

  private NDArray norm(String name, NDArray x) {
    return LayerNorm.layerNorm(
            x,
            new Shape(config.width()),
            parameter(name + ".weight"),
            parameter(name + ".bias"),
            (float) config.layerNormEps())
        .singletonOrThrow();
  }

  private NDArray linear(String name, NDArray x) {
    return linear(parameter(name + ".weight"), parameter(name + ".bias"), x);
  }

  private static NDArray linear(NDArray weight, NDArray bias, NDArray x) {
    return Linear.linear(x, weight, bias).singletonOrThrow();
  }

  private static String at(int block, String name) {
    return "blocks." + block + "." + name;
  }

  private NDArray parameter(String name) {
    NDArray parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("this architecture has no parameter " + name);
    }
    return parameter;
  }
}
