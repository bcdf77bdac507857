package org.nodulens.vit.weights;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the names of DINO, DINOv2 and Hugging Face to timm's. */
final class TimmNames {
  /** DINOv2 trains in chunks of blocks: {@code blocks.CHUNK.BLOCK.}. */
  private static final Pattern BLOCK =
      Pattern.compile("(?:blocks(?:\\.\\d{1,4})?|encoder\\.layer)\\.(\\d{1,4})\\.(.+)");

  /** What does not belong to a trunk: for masked pre-training, and for other tasks. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "(?:embeddings\\.)?mask_token|(?:pooler|head|fc|classifier|decoder|head_drop)\\..+");

  private static final Map<String, String> OUTSIDE =
      Map.ofEntries(
          Map.entry("cls_token", "cls_token"),
          Map.entry("pos_embed", "pos_embed"),
          Map.entry("reg_token", "reg_token"),
          Map.entry("register_tokens", "reg_token"),
          Map.entry("patch_embed.proj.weight", "patch_embed.proj.weight"),
          Map.entry("patch_embed.proj.bias", "patch_embed.proj.bias"),
          Map.entry("norm.weight", "norm.weight"),
          Map.entry("norm.bias", "norm.bias"),
          Map.entry("embeddings.cls_token", "cls_token"),
          Map.entry("embeddings.position_embeddings", "pos_embed"),
          Map.entry("embeddings.register_tokens", "reg_token"),
          Map.entry("embeddings.patch_embeddings.projection.weight", "patch_embed.proj.weight"),
          Map.entry("embeddings.patch_embeddings.projection.bias", "patch_embed.proj.bias"),
          Map.entry("layernorm.weight", "norm.weight"),
          Map.entry("layernorm.bias", "norm.bias"));

  /** Layers of a block, without {@code .weight} and {@code .bias}. */
  private static final Map<String, String> LAYERS =
      Map.ofEntries(
          Map.entry("norm1", "norm1"),
          Map.entry("norm2", "norm2"),
          Map.entry("attn.qkv", "attn.qkv"),
          Map.entry("attn.proj", "attn.proj"),
          Map.entry("mlp.fc1", "mlp.fc1"),
          Map.entry("mlp.fc2", "mlp.fc2"),
          Map.entry("attn.q", "attn.q"),
          Map.entry("attn.k", "attn.k"),
          Map.entry("attn.v", "attn.v"),
          Map.entry("attn.q_proj", "attn.q"),
          Map.entry("attn.k_proj", "attn.k"),
          Map.entry("attn.v_proj", "attn.v"),
          Map.entry("layernorm_before", "norm1"),
          Map.entry("layernorm_after", "norm2"),
          Map.entry("attention.attention.query", "attn.q"),
          Map.entry("attention.attention.key", "attn.k"),
          Map.entry("attention.attention.value", "attn.v"),
          Map.entry("attention.output.dense", "attn.proj"),
          Map.entry("intermediate.dense", "mlp.fc1"),
          Map.entry("output.dense", "mlp.fc2"));

  private static final Map<String, String> LAYER_SCALES =
      Map.of(
          "ls1.gamma", "ls1.gamma",
          "ls2.gamma", "ls2.gamma",
          "layer_scale1.lambda1", "ls1.gamma",
          "layer_scale2.lambda1", "ls2.gamma");

  private TimmNames() {}

  /** Whether a tensor is known not to belong to the trunk. */
  static boolean isLeftOut(String name) {
    return LEFT_OUT.matcher(name).matches();
  }

  /**
   * timm's name, but {@code attn.q}, {@code attn.k} and {@code attn.v} where the three are apart;
   * empty where the name is not known.
   */
  static Optional<String> of(String name) {
    String outside = OUTSIDE.get(name);
    if (outside != null) {
      return Optional.of(outside);
    }
    Matcher block = BLOCK.matcher(name);
    if (!block.matches()) {
      return Optional.empty();
    }
    return inBlock(block.group(2))
        .map(layer -> "blocks." + Integer.parseInt(block.group(1)) + "." + layer);
  }

  private static Optional<String> inBlock(String name) {
    String scale = LAYER_SCALES.get(name);
    if (scale != null) {
      return Optional.of(scale);
    }
    int dot = name.lastIndexOf('.');
    String kind = name.substring(dot + 1);
    if (dot < 0 || !(kind.equals("weight") || kind.equals("bias"))) {
      return Optional.empty();
    }
    return Optional.ofNullable(LAYERS.get(name.substring(0, dot))).map(layer -> layer + "." + kind);
  }
}
