package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nodulens.vit.ScoringModels;

/** Writes predictions.json, format nodulens-predictions/1: what made the predictions beside it. */
public final class PredictionsJson {
  private static final String FORMAT = "nodulens-predictions/1";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private PredictionsJson() {}

  /**
   * Writes the file.
   *
   * @param createdBy program and version
   */
  public static void write(Path file, ScoringModels models, String createdBy) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT);
    json.put("model_sha256", models.model().weightsSha256());
    json.put("engine", models.engine().name());
    json.put("created_by", createdBy);
    Files.write(file, JSON.writeValueAsBytes(json));
  }
}
