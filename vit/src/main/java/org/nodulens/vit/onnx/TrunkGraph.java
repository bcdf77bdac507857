package org.nodulens.vit.onnx;

import java.util.List;
import org.nodulens.vit.VitConfig;

/**
 * Embedding and blocks as ONNX operators. Shapes: B batch, T tokens, D width, H heads, d = D / H.
 * Linear layers are Gemm over (B T, D) with the weight as PyTorch stores it, so that no weight is
 * ever transposed.
 */
final class TrunkGraph {
  /** (1, T, D): class and register tokens with their positions, then the patches' positions. */
  static final String ADDED = "prefix_and_positions";

  private final OnnxGraph graph;
  private final VitConfig config;
  private final LinearLayers linear;
  private final HeadMixing mixing;

  TrunkGraph(OnnxGraph graph, VitConfig config, LinearLayers linear, HeadMixing mixing) {
    this.graph = graph;
    this.config = config;
    this.linear = linear;
    this.mixing = mixing;
  }

  /** (B, channels, rows, columns) to (B T, D): what enters the first block. */
  String tokens(String pixels) {
    int width = config.width();
    long[] patch = {config.patch().rows(), config.patch().columns()};
    String weight =
        graph.weight(
            "patch_embed.proj.weight", width, config.channels(), (int) patch[0], (int) patch[1]);
    String bias = graph.weight("patch_embed.proj.bias", width);
    String patches =
        graph.node(
            "Conv",
            List.of(pixels, weight, bias),
            Attribute.of("kernel_shape", patch),
            Attribute.of("strides", patch)); // (B, D, rows, columns)
    String flat = graph.reshape(patches, 0, width, -1); // (B, D, P)
    String rows = graph.transpose(flat, 0, 2, 1); // (B, P, D)
    String room = graph.integers(0, config.prefixTokens(), 0, 0, 0, 0);
    String padded = graph.node("Pad", List.of(rows, room)); // (B, T, D)
    String added = graph.weight(ADDED, 1, config.tokens(), width);
    return graph.reshape(graph.node("Add", List.of(padded, added)), -1, width);
  }

  /** One block: (B T, D) to (B T, D). */
  String block(int number, String x) {
    int width = config.width();
    String block = "blocks." + number + ".";
    String mixed = attention(block, norm(block + "norm1", x));
    String y = graph.node("Add", List.of(x, scaled(block + "ls1", mixed)));
    String hidden =
        linear.apply(block + "mlp.fc1", norm(block + "norm2", y), width, config.mlpWidth());
    String out = linear.apply(block + "mlp.fc2", gelu(graph, hidden), config.mlpWidth(), width);
    return graph.node("Add", List.of(y, scaled(block + "ls2", out)));
  }

  private String attention(String block, String z) {
    int width = config.width();
    String qkv = linear.apply(block + "attn.qkv", z, width, 3 * width);
    List<String> parts = graph.split("Split", List.of(qkv), 3, Attribute.of("axis", 1));
    String mixed = mixing.mix(parts.get(0), parts.get(1), parts.get(2));
    return linear.apply(block + "attn.proj", mixed, width, width);
  }

  String norm(String name, String x) {
    String gain = graph.weight(name + ".weight", config.width());
    String bias = graph.weight(name + ".bias", config.width());
    return graph.node(
        "LayerNormalization",
        List.of(x, gain, bias),
        Attribute.of("axis", -1),
        Attribute.of("epsilon", (float) config.layerNormEps()));
  }

  private String scaled(String name, String branch) {
    return config.layerScale()
        ? graph.node("Mul", List.of(branch, graph.weight(name + ".gamma", config.width())))
        : branch;
  }

  /** x/2 (1 + erf(x / sqrt 2)), in the steps that runtimes recognise and fuse. */
  static String gelu(OnnxGraph graph, String x) {
    String scaled = graph.node("Div", List.of(x, graph.number(Math.sqrt(2))));
    String erf = graph.node("Erf", List.of(scaled));
    String sum = graph.node("Add", List.of(erf, graph.number(1)));
    return graph.node("Mul", List.of(graph.node("Mul", List.of(x, sum)), graph.number(0.5)));
  }
}
