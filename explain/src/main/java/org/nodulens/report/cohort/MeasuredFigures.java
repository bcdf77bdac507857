package org.nodulens.report.cohort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.volumeio.FormatException;

/** The figures that a report is about, known to be of its model and its crop set. */
public final class MeasuredFigures {
  private static final String METRICS = "metrics.json";
  private static final String FORMAT = "nodulens-metrics/1";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Who made the figures. */
  public enum Origin {
    /** {@code nodulens train}: they lie in the model's own folder. */
    CROSS_VALIDATION,
    /** {@code nodulens evaluate}. */
    EVALUATION
  }

  private final Path folder;
  private final Origin origin;
  private final JsonNode metrics;

  private MeasuredFigures(Path folder, Origin origin, JsonNode metrics) {
    this.folder = folder;
    this.origin = origin;
    this.metrics = metrics;
  }

  /**
   * What the model's folder holds from its cross-validation.
   *
   * @throws FormatException if there is nothing, or if it is of other crops
   */
  public static MeasuredFigures ofModel(ModelFolder model, CropSet set) throws IOException {
    if (!Files.isRegularFile(model.path().resolve(METRICS))) {
      throw new FormatException(
          "model "
              + model.path()
              + " comes without metrics.json of a cross-validation; give the folder of nodulens"
              + " evaluate as --evaluation");
    }
    String trainedOn =
        model.description().provenance().path("data").path("manifest_sha256").asText();
    requireSame(model.path() + " was cross-validated on a crop set whose manifest", set, trainedOn);
    return new MeasuredFigures(model.path(), Origin.CROSS_VALIDATION, read(model.path()));
  }

  /**
   * A folder of {@code nodulens evaluate}.
   *
   * @throws FormatException if it is none, or of another model or other crops
   */
  public static MeasuredFigures ofEvaluation(Path folder, ModelFolder model, CropSet set)
      throws IOException {
    if (!Files.isRegularFile(folder.resolve(METRICS))) {
      throw new FormatException(
          folder + " is no folder of nodulens evaluate: it has no " + METRICS);
    }
    JsonNode metrics = read(folder);
    if (!metrics.has("model_sha256") || !metrics.has("manifest_sha256")) {
      throw new FormatException(
          folder.resolve(METRICS)
              + " does not say of which model and crops it is; run nodulens evaluate again");
    }
    requireModel(folder.toString(), model, metrics.path("model_sha256").asText());
    requireSame(folder + " is of a crop set whose manifest", set, text(metrics, "manifest_sha256"));
    return new MeasuredFigures(folder, Origin.EVALUATION, metrics);
  }

  private static String text(JsonNode json, String key) {
    return json.path(key).asText();
  }

  static void requireModel(String where, ModelFolder model, String sha256) throws IOException {
    if (!model.weightsSha256().equals(sha256)) {
      throw new FormatException(
          where
              + " is of a model with weights of SHA-256 "
              + sha256
              + ", but "
              + model.path()
              + " has "
              + model.weightsSha256());
    }
  }

  static void requireSame(String which, CropSet set, String sha256) throws IOException {
    if (!set.manifestSha256().equals(sha256)) {
      throw new FormatException(
          which
              + " has SHA-256 "
              + (sha256.isEmpty() ? "(not given)" : sha256)
              + ", but that of "
              + set.folder()
              + " has "
              + set.manifestSha256());
    }
  }

  private static JsonNode read(Path folder) throws IOException {
    Path file = folder.resolve(METRICS);
    try {
      JsonNode metrics = JSON.readTree(Files.readAllBytes(file));
      if (!metrics.path("format").asText().equals(FORMAT)) {
        throw new FormatException(
            file
                + " has format \""
                + metrics.path("format").asText()
                + "\"; this version reads "
                + FORMAT);
      }
      return metrics;
    } catch (JsonProcessingException e) {
      throw new FormatException(file + " is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  public Origin origin() {
    return origin;
  }

  /** All of metrics.json. */
  JsonNode json() {
    return metrics;
  }

  /** The figures of a task; a missing node where there are none. */
  JsonNode task(String name) {
    return metrics.path("tasks").path(name);
  }

  /** Crops by the network that scored them. */
  Map<String, Integer> scoredBy() {
    Map<String, Integer> crops = new TreeMap<>();
    metrics
        .path("crops_scored_by")
        .properties()
        .forEach(entry -> crops.put(entry.getKey(), entry.getValue().asInt()));
    return crops;
  }

  /** Whether every nodule was scored by the network of a fold. */
  boolean allByFolds() {
    return !scoredBy().isEmpty() && !scoredBy().containsKey(ScoringModels.FINAL);
  }

  /** What is said of a split whose folds share patients; empty where they do not. */
  Optional<JsonNode> leak() {
    return Optional.of(metrics.path("protocol")).filter(JsonNode::isObject);
  }

  /** A picture that lies beside the figures; empty where there were too few cases for it. */
  Optional<CohortFigure> figure(String name, String caption) throws IOException {
    return FoundFigure.in(folder.resolve("figures"), name, caption);
  }
}
