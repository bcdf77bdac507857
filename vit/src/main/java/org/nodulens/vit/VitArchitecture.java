package org.nodulens.vit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** {@link VitConfig} as the arguments of timm's VisionTransformer, in JSON. */
public final class VitArchitecture {
  /** Arguments that do not change what a trained model computes. */
  private static final Set<String> INERT =
      Set.of(
          "drop_rate",
          "pos_drop_rate",
          "patch_drop_rate",
          "proj_drop_rate",
          "attn_drop_rate",
          "drop_path_rate",
          "weight_init",
          "fix_init",
          "dynamic_img_size");

  /** Arguments of which only one value is computed here: timm's default. */
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("global_pool", "token"),
          Map.entry("qkv_bias", "true"),
          Map.entry("class_token", "true"),
          Map.entry("final_norm", "true"),
          Map.entry("pos_embed", "learn"),
          Map.entry("proj_bias", "true"));

  private static final Set<String> READ =
      Set.of(
          "img_size",
          "patch_size",
          "in_chans",
          "num_classes",
          "embed_dim",
          "depth",
          "num_heads",
          "mlp_ratio",
          "init_values",
          "no_embed_class",
          "reg_tokens");

  private VitArchitecture() {}

  /**
   * Reads the arguments; what is absent has timm's default.
   *
   * @param where the file, for messages
   * @throws ModelFormatException if an argument is missing, is no sensible number, or asks for a
   *     computation that is not implemented
   */
  public static VitConfig read(JsonNode arguments, double layerNormEps, String where)
      throws ModelFormatException {
    if (!arguments.isObject()) {
      throw new ModelFormatException(where + " has no architecture");
    }
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      requireUnderstood(argument.getKey(), argument.getValue(), where);
    }
    int width = integer(arguments, "embed_dim", 768, where);
    JsonNode ratio = arguments.path("mlp_ratio");
    if (!ratio.isMissingNode() && !ratio.isNumber()) {
      throw new ModelFormatException(where + " has mlp_ratio = " + ratio + ", not a number");
    }
    try {
      return new VitConfig(
          size(arguments, "img_size", 224, where),
          size(arguments, "patch_size", 16, where),
          integer(arguments, "in_chans", 3, where),
          width,
          integer(arguments, "depth", 12, where),
          integer(arguments, "num_heads", 12, where),
          (int) (width * ratio.asDouble(4)),
          integer(arguments, "reg_tokens", 0, where),
          !isOff(arguments.path("init_values")),
          isOff(arguments.path("no_embed_class")),
          integer(arguments, "num_classes", 1000, where),
          layerNormEps);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(
          where + " describes no Vision Transformer: " + e.getMessage(), e);
    }
  }

  private static void requireUnderstood(String name, JsonNode value, String where)
      throws ModelFormatException {
    String fixed = FIXED.get(name);
    boolean understood =
        READ.contains(name)
            || INERT.contains(name)
            || (fixed != null ? value.asText().equals(fixed) : isOff(value));
    if (!understood) {
      throw new ModelFormatException(
          where
              + " asks for "
              + name
              + " = "
              + value
              + ", which is not implemented"
              + (fixed == null ? "" : "; only " + fixed + " is"));
    }
  }

  private static boolean isOff(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isBoolean() && !value.asBoolean());
  }

  private static int integer(JsonNode arguments, String name, int otherwise, String where)
      throws ModelFormatException {
    JsonNode value = arguments.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new ModelFormatException(where + " has " + name + " = " + value + ", not an integer");
    }
    return value.asInt();
  }

  private static PixelSize size(JsonNode arguments, String name, int otherwise, String where)
      throws ModelFormatException {
    JsonNode value = arguments.path(name);
    if (value.isArray() && value.size() == 2 && value.get(0).isInt() && value.get(1).isInt()) {
      return new PixelSize(value.get(0).asInt(), value.get(1).asInt());
    }
    return PixelSize.square(integer(arguments, name, otherwise, where));
  }

  /** The arguments with which timm builds this very model, but for the layer-norm epsilon. */
  public static ObjectNode write(VitConfig config) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    putSize(arguments, "img_size", config.image());
    putSize(arguments, "patch_size", config.patch());
    arguments.put("in_chans", config.channels());
    arguments.put("num_classes", config.outputs());
    arguments.put("embed_dim", config.width());
    arguments.put("depth", config.depth());
    arguments.put("num_heads", config.heads());
    arguments.put("mlp_ratio", mlpRatio(config));
    arguments.put("reg_tokens", config.registers());
    if (config.layerScale()) {
      arguments.put("init_values", 1e-5); // timm's customary start; the trained values are tensors
    } else {
      arguments.putNull("init_values");
    }
    arguments.put("no_embed_class", !config.positionsCoverPrefix());
    return arguments;
  }

  /** A ratio from which int(width * ratio) gives back the MLP's width. */
  private static double mlpRatio(VitConfig config) {
    double ratio = (double) config.mlpWidth() / config.width();
    return (int) (config.width() * ratio) == config.mlpWidth() ? ratio : Math.nextUp(ratio);
  }

  private static void putSize(ObjectNode arguments, String name, PixelSize size) {
    if (size.isSquare()) {
      arguments.put(name, size.rows());
    } else {
      arguments.putArray(name).add(size.rows()).add(size.columns());
    }
  }
}
