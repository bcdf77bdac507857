package org.nodulens.vit.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.RandomVit;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/** A random model under the names that its tensors would be published with. */
final class PublishedNames {
  /** Two blocks of width 64, so that there is one head; a 2 x 2 grid of 4 x 4 patches. */
  static final VitConfig PLAIN =
      new VitConfig(
          PixelSize.square(8), PixelSize.square(4), 3, 64, 2, 1, 128, 0, false, true, 0, 1e-6);

  /** With layer scale and two registers that have no position, as DINOv2 has them. */
  static final VitConfig REGISTERS =
      new VitConfig(
          PixelSize.square(8), PixelSize.square(4), 3, 64, 2, 1, 128, 2, true, false, 0, 1e-6);

  private PublishedNames() {}

  /** timm's and DINO's names. */
  static Map<String, Tensor> own(VitConfig config) {
    return new LinkedHashMap<>(RandomVit.weights(config, 3).tensors());
  }

  /** DINOv2's: a position for the class token, none for registers; something for pre-training. */
  static Map<String, Tensor> dinov2(VitConfig config) {
    Map<String, Tensor> tensors = withClassPosition(own(config));
    Tensor registers = tensors.remove("reg_token");
    if (registers != null) {
      tensors.put("register_tokens", registers);
    }
    tensors.put("mask_token", new Tensor(new float[config.width()], 1, config.width()));
    return tensors;
  }

  /** Where positions go without the class token: a row of ones that was taken out of the token. */
  private static Map<String, Tensor> withClassPosition(Map<String, Tensor> tensors) {
    Tensor classToken = Objects.requireNonNull(tensors.get("cls_token"));
    Tensor positions = Objects.requireNonNull(tensors.get("pos_embed"));
    if (positions.shape()[1] % 2 != 0) {
      return tensors; // an even grid and the class token
    }
    int width = classToken.count();
    float[] rows = new float[positions.count() + width];
    Arrays.fill(rows, 0, width, 1);
    System.arraycopy(positions.values(), 0, rows, width, positions.count());
    float[] without = classToken.values().clone();
    for (int i = 0; i < width; i++) {
      without[i] -= 1;
    }
    tensors.put("cls_token", new Tensor(without, 1, 1, width));
    tensors.put("pos_embed", new Tensor(rows, 1, positions.shape()[1] + 1, width));
    return tensors;
  }

  /** Hugging Face's, of its ViT or, where there is layer scale, of its DINOv2. */
  static Map<String, Tensor> huggingFace(VitConfig config) {
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    withClassPosition(own(config))
        .forEach((name, tensor) -> put(renamed, name, tensor, config.layerScale()));
    return renamed;
  }

  private static void put(Map<String, Tensor> all, String name, Tensor tensor, boolean dinov2) {
    String renamed =
        name.replaceFirst("^blocks\\.", "encoder.layer.")
            .replaceFirst("^norm\\.", "layernorm.")
            .replace("reg_token", "embeddings.register_tokens")
            .replace("cls_token", "embeddings.cls_token")
            .replace("pos_embed", "embeddings.position_embeddings")
            .replace("patch_embed.proj", "embeddings.patch_embeddings.projection")
            .replace("attn.proj", "attention.output.dense")
            .replaceFirst("ls([12])\\.gamma", "layer_scale$1.lambda1");
    if (!dinov2) {
      renamed =
          renamed
              .replace("norm1", "layernorm_before")
              .replace("norm2", "layernorm_after")
              .replace("mlp.fc1", "intermediate.dense")
              .replace("mlp.fc2", "output.dense");
    }
    if (!renamed.contains("attn.qkv")) {
      all.put(renamed, tensor);
      return;
    }
    String[] parts = {"query", "key", "value"};
    int count = tensor.count() / parts.length;
    int[] shape = tensor.shape();
    shape[0] /= parts.length;
    for (int i = 0; i < parts.length; i++) {
      float[] values = Arrays.copyOfRange(tensor.values(), i * count, (i + 1) * count);
      all.put(
          renamed.replace("attn.qkv", "attention.attention." + parts[i]),
          new Tensor(values, shape));
    }
  }

  /** Adds a prefix to every name. */
  static Map<String, Tensor> under(String prefix, Map<String, Tensor> tensors) {
    Map<String, Tensor> prefixed = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> prefixed.put(prefix + name, tensor));
    return prefixed;
  }

  /** Whether two models hold the same values but for rounding of the class token. */
  static boolean equal(VitWeights one, VitWeights other) {
    return one.tensors().entrySet().stream()
        .allMatch(
            named -> {
              float[] values = other.tensor(named.getKey()).values();
              boolean same = named.getValue().values().length == values.length;
              for (int i = 0; same && i < values.length; i++) {
                same = Math.abs(named.getValue().values()[i] - values[i]) < 1e-6;
              }
              return same;
            });
  }
}
