package org.nodulens.evaluation;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.Csv;

/**
 * The figures of a set of predictions as metrics.json, format nodulens-metrics/1: for each task the
 * number of nodules and patients with a label, and figures, each with its interval or the reason
 * why it is missing.
 */
public final class EvaluationReport {
  private static final String FORMAT = "nodulens-metrics/1";

  private final ObjectNode json;
  private final List<Plot> plots;

  private EvaluationReport(ObjectNode json, List<Plot> plots) {
    this.json = json;
    this.plots = List.copyOf(plots);
  }

  /**
   * Evaluates predictions alone: without what the crop set knows of the nodules.
   *
   * @param tasks whose scaling gives z units
   * @param seed of the bootstrap
   */
  public static EvaluationReport of(
      List<ScoredPrediction> predictions, List<Task> tasks, long seed) {
    return of(predictions, tasks, EvaluationOptions.of(seed));
  }

  /**
   * Evaluates.
   *
   * @param tasks whose scaling gives z units
   */
  public static EvaluationReport of(
      List<ScoredPrediction> predictions, List<Task> tasks, EvaluationOptions options) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT);
    ObjectNode intervals = json.putObject("intervals");
    intervals.put("level", PatientBootstrap.LEVEL);
    intervals.put("method", "percentile bootstrap, patients resampled");
    intervals.put("resamples", PatientBootstrap.RESAMPLES);
    intervals.put("seed", options.seed());
    ObjectNode networks = json.putObject("crops_scored_by");
    cropsByNetwork(predictions).forEach((network, crops) -> networks.put(network, crops.size()));
    ObjectNode figures = json.putObject("tasks");
    List<Plot> plots = new ArrayList<>();
    for (Task task : tasks) {
      List<ScoredPrediction> labelled =
          predictions.stream()
              .filter(p -> p.task().equals(task.name()) && p.label().isPresent())
              .toList();
      TaskFigures ofTask = TaskFigures.of(task, new Cases(labelled, options));
      List<ScoredPrediction> ambiguous =
          predictions.stream()
              .filter(p -> p.task().equals(task.name()) && p.ambiguousMean().isPresent())
              .toList();
      if (!ambiguous.isEmpty()) {
        ofTask.json().set("ambiguous", AmbiguousFigures.json(ambiguous, options.seed()));
      }
      figures.set(task.name(), ofTask.json());
      plots.addAll(ofTask.plots());
    }
    return new EvaluationReport(json, plots);
  }

  private static Map<String, Set<String>> cropsByNetwork(List<ScoredPrediction> predictions) {
    Map<String, Set<String>> crops = new TreeMap<>();
    for (ScoredPrediction p : predictions) {
      crops.computeIfAbsent(p.model(), name -> new HashSet<>()).add(p.subject().cropId());
    }
    return crops;
  }

  /** The same figures with a word on how the crops were split, where that is not by patient. */
  public EvaluationReport withProtocol(ObjectNode protocol) {
    ObjectNode marked = json.deepCopy();
    marked.set("protocol", protocol);
    return new EvaluationReport(marked, plots);
  }

  /** The same figures with the name of the engine that the predictions come from. */
  public EvaluationReport withEngine(String engine) {
    ObjectNode marked = json.deepCopy();
    marked.put("engine", engine);
    return new EvaluationReport(marked, plots);
  }

  /**
   * The same figures with what they are of, so that they are not taken for those of another model.
   *
   * @param modelSha256 of the model's weights
   * @param manifestSha256 of the crop set's manifest.csv
   */
  public EvaluationReport withOrigin(String modelSha256, String manifestSha256) {
    ObjectNode marked = json.deepCopy();
    marked.put("model_sha256", modelSha256);
    marked.put("manifest_sha256", manifestSha256);
    return new EvaluationReport(marked, plots);
  }

  /** A copy of the report as it is written. */
  public ObjectNode json() {
    return json.deepCopy();
  }

  /** The value of a figure, such as {@code auc} of {@code malignancy}. */
  public Optional<Double> value(String task, String figure) {
    return number(task, figure, "value");
  }

  /** The interval of a figure. */
  public Optional<Interval> interval(String task, String figure) {
    return number(task, figure, "low")
        .flatMap(low -> number(task, figure, "high").map(high -> new Interval(low, high)));
  }

  private Optional<Double> number(String task, String figure, String key) {
    return Optional.of(json.path("tasks").path(task).path(figure).path(key))
        .filter(node -> node.isNumber())
        .map(node -> node.asDouble());
  }

  /** How many nodules of a task have a label. */
  public int nodules(String task) {
    return json.path("tasks").path(task).path("n").asInt();
  }

  /** How many patients those nodules belong to. */
  public int patients(String task) {
    return json.path("tasks").path(task).path("patients").asInt();
  }

  /** The pictures, for each task in order. */
  public List<Plot> plots() {
    return plots;
  }

  /** A picture by its name, such as {@code malignancy-roc}; there may be too few cases for it. */
  public Optional<Plot> plot(String name) {
    return plots.stream().filter(plot -> plot.name().equals(name)).findFirst();
  }

  /** Writes metrics.json, and under figures/ each picture as SVG with its numbers as CSV. */
  public void writeInto(Path folder) throws IOException {
    write(folder.resolve("metrics.json"));
    Path figures = folder.resolve("figures");
    if (!plots.isEmpty()) {
      Files.createDirectories(figures);
    }
    for (Plot plot : plots) {
      Files.writeString(figures.resolve(plot.name() + ".svg"), plot.svg(), StandardCharsets.UTF_8);
      try (CSVPrinter table = Csv.printer(figures.resolve(plot.name() + ".csv"))) {
        table.printRecord(plot.columns());
        for (List<String> row : plot.rows()) {
          table.printRecord(row);
        }
      }
    }
  }

  public void write(Path file) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    String text = new ObjectMapper().writer(printer).writeValueAsString(json);
    Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
  }
}
