package org.nodulens.faithfulness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.volumeio.FileOutput;
import org.nodulens.volumeio.FormatException;

/**
 * What a benchmark's figures are of: benchmark.json, format nodulens-benchmark/1.
 *
 * @param modelSha256 of the model's weights
 * @param manifestSha256 of the crop set's manifest.csv
 * @param paragraphs what was done, in sentences
 */
public record BenchmarkOrigin(String modelSha256, String manifestSha256, List<String> paragraphs) {
  private static final String FILE = "benchmark.json";
  private static final String FORMAT = "nodulens-benchmark/1";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public BenchmarkOrigin {
    paragraphs = List.copyOf(paragraphs);
  }

  /**
   * Reads a benchmark's folder.
   *
   * @throws FormatException if it holds no benchmark.json of this format
   */
  public static BenchmarkOrigin read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new FormatException(
          folder + " is no folder of nodulens benchmark: it has no " + FILE + "; run it again");
    }
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new FormatException(file + " is not valid JSON: " + e.getOriginalMessage(), e);
    }
    String format = json.path("format").asText();
    if (!format.equals(FORMAT)) {
      throw new FormatException(
          file + " has format \"" + format + "\"; this version reads " + FORMAT);
    }
    List<String> paragraphs = new ArrayList<>();
    json.path("paragraphs").forEach(words -> paragraphs.add(words.asText()));
    return new BenchmarkOrigin(
        json.path("model_sha256").asText(), json.path("manifest_sha256").asText(), paragraphs);
  }

  /** Writes benchmark.json. */
  public void writeInto(Path folder) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT);
    json.put("model_sha256", modelSha256);
    json.put("manifest_sha256", manifestSha256);
    paragraphs.forEach(json.putArray("paragraphs")::add);
    FileOutput.bytes(folder.resolve(FILE), JSON.writeValueAsBytes(json));
  }
}
