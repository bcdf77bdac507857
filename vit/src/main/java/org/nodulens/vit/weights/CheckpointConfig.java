package org.nodulens.vit.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.PixelSize;

/** What config.json and preprocessor_config.json beside a file say, Hugging Face's or timm's. */
final class CheckpointConfig {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_FILE = 1 << 22;
  private static final int LONGEST_SHOWN = 80;

  /** Hugging Face's model types that are Vision Transformers as they are computed here. */
  private static final Map<String, Family> MODEL_TYPES =
      Map.of(
          "vit", Family.HUGGING_FACE_VIT,
          "dinov2", Family.HUGGING_FACE_DINOV2,
          "dinov2_with_registers", Family.HUGGING_FACE_DINOV2_REGISTERS);

  /** Arguments that change what is computed, with the only value that is. */
  private static final Map<String, String> FIXED =
      Map.of("hidden_act", "gelu", "use_swiglu_ffn", "false", "global_pool", "token");

  private final JsonNode root;
  private final JsonNode preprocessing;
  private final String where;

  private CheckpointConfig(JsonNode root, JsonNode preprocessing, String where) {
    this.root = root;
    this.preprocessing = preprocessing;
    this.where = where;
  }

  /**
   * Reads what lies beside a file of weights; there may be nothing.
   *
   * @throws ModelFormatException if it is no JSON, or asks for what is not computed here
   */
  static CheckpointConfig beside(Path weights) throws IOException {
    Path config = weights.resolveSibling("config.json");
    CheckpointConfig read =
        new CheckpointConfig(
            json(config),
            json(weights.resolveSibling("preprocessor_config.json")),
            config.toString());
    read.requireUnderstood();
    return read;
  }

  private static JsonNode json(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return MissingNode.getInstance();
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw new ModelFormatException(file + " has more than " + LARGEST_FILE + " bytes");
    }
    try {
      JsonNode root = JSON.readTree(file.toFile());
      if (root == null || !root.isObject()) {
        throw new ModelFormatException(file + " is no JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(file + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (CharConversionException e) {
      throw new ModelFormatException(file + " is not JSON: its characters are none", e);
    }
  }

  private void requireUnderstood() throws ModelFormatException {
    if (!isHuggingFace() && !isTimm()) {
      return;
    }
    for (Map.Entry<String, String> fixed : FIXED.entrySet()) {
      String value = root.path(fixed.getKey()).asText(fixed.getValue());
      if (!value.equals(fixed.getValue())) {
        throw new ModelFormatException(
            where
                + " asks for "
                + fixed.getKey()
                + " = "
                + shortened(value)
                + ", which is not computed here; only "
                + fixed.getValue()
                + " is");
      }
    }
    String type = root.path("model_type").asText();
    if (isHuggingFace() && !MODEL_TYPES.containsKey(type)) {
      throw new ModelFormatException(
          where
              + " has model_type \""
              + shortened(type)
              + "\"; read are vit, dinov2, dinov2_with_registers");
    }
  }

  private boolean isHuggingFace() {
    return root.path("model_type").isTextual();
  }

  /** Whether it is timm's: the network's name, and how it was trained. */
  boolean isTimm() {
    return root.path("architecture").isTextual();
  }

  /** Whether it says anything that is used. */
  boolean isUsed() {
    return isHuggingFace() || isTimm();
  }

  /** By Hugging Face's model type. */
  Optional<Family> family() {
    return Optional.ofNullable(MODEL_TYPES.get(root.path("model_type").asText()));
  }

  OptionalInt heads() throws ModelFormatException {
    OptionalInt own = integer(root, "num_attention_heads");
    return own.isPresent() ? own : integer(root.path("model_args"), "num_heads");
  }

  /** Classes of the head that the file may hold. */
  OptionalInt classes() throws ModelFormatException {
    if (root.path("id2label").isObject() && !root.path("id2label").isEmpty()) {
      return OptionalInt.of(root.path("id2label").size());
    }
    OptionalInt own = integer(root, "num_labels");
    return own.isPresent() ? own : integer(root, "num_classes");
  }

  private static String shown(JsonNode value) {
    return shortened(value.toString());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  private OptionalInt integer(JsonNode node, String key) throws ModelFormatException {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalInt.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 0) {
      throw new ModelFormatException(
          where + " has " + key + " = " + shown(value) + ", not a count");
    }
    return OptionalInt.of(value.asInt());
  }

  OptionalDouble layerNormEps() throws ModelFormatException {
    JsonNode value = root.path("layer_norm_eps");
    if (!isHuggingFace() || value.isMissingNode()) {
      return OptionalDouble.empty();
    }
    if (!value.isNumber() || !(value.asDouble() > 0 && value.asDouble() < 1)) {
      throw new ModelFormatException(where + " has layer_norm_eps = " + shown(value));
    }
    return OptionalDouble.of(value.asDouble());
  }

  /** The input's rows and columns, where they are said. */
  Optional<PixelSize> image() {
    JsonNode size = root.path("image_size");
    if (isTimm()) {
      JsonNode given = root.path("pretrained_cfg").path("input_size"); // [channels, rows, columns]
      return given.size() == 3
          ? size(given.get(1).asInt(), given.get(2).asInt())
          : Optional.empty();
    }
    return size.size() == 2
        ? size(size.get(0).asInt(), size.get(1).asInt())
        : size(size.asInt(), size.asInt());
  }

  private static Optional<PixelSize> size(int rows, int columns) {
    return rows > 0 && columns > 0 ? Optional.of(new PixelSize(rows, columns)) : Optional.empty();
  }

  /** Mean and deviation of the channels, where a file says them. */
  Optional<Family.Pixels> pixels() throws ModelFormatException {
    JsonNode timm = root.path("pretrained_cfg");
    Optional<Family.Pixels> own =
        pixels(preprocessing.path("image_mean"), preprocessing.path("image_std"));
    return own.isPresent() ? own : pixels(timm.path("mean"), timm.path("std"));
  }

  private Optional<Family.Pixels> pixels(JsonNode mean, JsonNode std) throws ModelFormatException {
    if (mean.isMissingNode() && std.isMissingNode()) {
      return Optional.empty();
    }
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    mean.forEach(value -> means.add(value.asDouble(Double.NaN)));
    std.forEach(value -> deviations.add(value.asDouble(0)));
    boolean sound =
        !means.isEmpty()
            && means.size() == deviations.size()
            && means.stream().allMatch(value -> Double.isFinite(value))
            && deviations.stream().allMatch(value -> value > 0 && Double.isFinite(value));
    if (!sound) {
      throw new ModelFormatException(
          where + " or its neighbour has mean " + shown(mean) + " and std " + shown(std));
    }
    return Optional.of(new Family.Pixels(means, deviations));
  }
}
