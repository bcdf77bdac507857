package org.nodulens.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nodulens.vit.ModelFormatException;

/** A concept on disk, format nodulens-concept/1: JSON with a vector for each network of a model. */
public final class ConceptFile {
  private static final String FORMAT = "nodulens-concept/1";
  private static final long LARGEST_BYTES = 64L << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConceptFile() {}

  /** Writes a concept; the stream stays open. */
  public static void write(Concept concept, String createdBy, OutputStream out) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("name", concept.name());
    root.put("model_sha256", concept.modelSha256());
    root.put("filter", concept.filter());
    root.put("n", concept.crops());
    root.put("created_by", createdBy);
    ObjectNode vectors = root.putObject("vectors");
    concept.vectors().keySet().stream()
        .sorted()
        .forEach(
            network -> {
              ArrayNode values = vectors.putArray(network);
              for (float value : concept.vectors().get(network)) {
                values.add(value);
              }
            });
    out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }

  /**
   * Reads a concept for a model.
   *
   * @param modelSha256 of the model that is to be explained
   * @throws ModelFormatException if the file is no concept, or one of another model
   */
  public static Concept read(Path file, String modelSha256) throws IOException {
    if (Files.size(file) > LARGEST_BYTES) {
      throw new ModelFormatException(file + " is larger than any concept");
    }
    JsonNode root;
    try {
      root = JSON.readTree(file.toFile());
    } catch (JsonProcessingException | CharConversionException e) {
      throw new ModelFormatException(file + " is no concept: it is not JSON", e);
    }
    if (!root.path("format").asText().equals(FORMAT)) {
      throw new ModelFormatException(file + " is no concept: its format is not " + FORMAT);
    }
    String made = root.path("model_sha256").asText();
    if (!made.equals(modelSha256)) {
      throw new ModelFormatException(
          file
              + " was made with another model: its SHA-256 is "
              + made.replaceAll("[^0-9a-f]", "?")
              + ", the model's is "
              + modelSha256);
    }
    try {
      return new Concept(
          root.path("name").asText(),
          made,
          root.path("filter").asText(),
          root.path("n").asInt(),
          vectors(root.path("vectors"), file));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, float[]> vectors(JsonNode networks, Path file)
      throws ModelFormatException {
    Map<String, float[]> vectors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> network : networks.properties()) {
      float[] vector = new float[network.getValue().size()];
      for (int i = 0; i < vector.length; i++) {
        JsonNode value = network.getValue().get(i);
        vector[i] = value != null && value.isNumber() ? value.floatValue() : Float.NaN;
        if (!Float.isFinite(vector[i])) {
          throw new ModelFormatException(
              file + ": vectors hold a value that is no finite number, at " + i);
        }
      }
      vectors.put(network.getKey(), vector);
    }
    return vectors;
  }
}
