package org.nodulens.report.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.vit.Task;

/** What metrics.json says of regressions, of tasks of several classes and of ambiguous nodules. */
final class OtherTables {
  private final List<Task> tasks;
  private final MeasuredFigures figures;

  OtherTables(List<Task> tasks, MeasuredFigures figures) {
    this.tasks = List.copyOf(tasks);
    this.figures = figures;
  }

  private List<Task> of(Task.Kind kind) {
    return tasks.stream().filter(task -> task.kind() == kind).toList();
  }

  /** Regressions beside what the readers' own scatter allows. */
  Optional<CohortTable> regressions() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Task task : of(Task.Kind.REGRESSION)) {
      JsonNode of = figures.task(task.name());
      rows.add(
          List.of(
              Cell.of(task.name()),
              Cell.count(of.path("n").asInt()),
              Cell.count(of.path("patients").asInt()),
              Cell.figure(of.path("r2")),
              Cell.figure(of.path("noise_ceiling").path("r2")),
              floor(of, "diameter"),
              floor(of, "ratings"),
              Cell.figure(of.path("spearman")),
              Cell.figure(of.path("mse_z")),
              of.path("reader_noise").isNumber()
                  ? Cell.number(2, of.path("reader_noise").asDouble())
                  : Cell.of("-")));
    }
    return CohortTable.plain(
            "regressions",
            "Regressions, beside the ceiling that the readers' scatter sets",
            "R² of 0 is as good as the mean. Ceiling: what a perfect prediction of the mean rating"
                + " would reach. Floors: linear regressions on the diameter and on the readers' other"
                + " ratings, patients held out; those ratings share the readers' leanings and may pass"
                + " the ceiling. Error in squared standard deviations of the target. Scatter:"
                + " standard deviation between readers of one nodule.",
            List.of(
                "task",
                "nodules",
                "patients",
                "R²",
                "ceiling of R²",
                "R² of the diameter",
                "R² of the ratings",
                "Spearman",
                "mean squared error",
                "readers' scatter"),
            rows)
        .unlessEmpty();
  }

  /** The diameter is no floor of itself. */
  private static Cell floor(JsonNode task, String name) {
    JsonNode floor = task.path("floors").path(name);
    return floor.isMissingNode() ? Cell.of("-") : Cell.figure(floor.path("r2"));
  }

  /** Tasks of several classes. */
  Optional<CohortTable> multiclass() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Task task : of(Task.Kind.MULTICLASS)) {
      JsonNode of = figures.task(task.name());
      for (String figure : List.of("accuracy", "kappa", "auc_macro")) {
        rows.add(classRow(task, figure.replace('_', ' '), of, of.path(figure)));
      }
      for (Map.Entry<String, JsonNode> one : of.path("classes").properties()) {
        JsonNode entry = one.getValue();
        rows.add(classRow(task, "AUC of " + one.getKey(), entry, entry.path("auc")));
        rows.add(classRow(task, "recall of " + one.getKey(), entry, entry.path("recall")));
      }
    }
    return CohortTable.grouped(
            "classes",
            "Tasks of several classes",
            "AUC of a class is against all others; macro is their plain mean.",
            List.of("task", "figure", "value (95 % interval)", "nodules"),
            rows)
        .unlessEmpty();
  }

  private static List<Cell> classRow(Task task, String name, JsonNode counted, JsonNode figure) {
    return List.of(
        Cell.of(task.name()),
        Cell.of(name),
        Cell.figure(figure),
        Cell.count(counted.path("n").asInt()));
  }

  /** Where predictions lie for nodules that have no label because readers were undecided. */
  Optional<CohortTable> ambiguous() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Task task : tasks) {
      JsonNode of = figures.task(task.name()).path("ambiguous");
      if (of.has("mean_prediction")) {
        rows.add(
            List.of(
                Cell.of(task.name()),
                Cell.count(of.path("n").asInt()),
                Cell.count(of.path("patients").asInt()),
                Cell.number(3, of.path("mean_prediction").asDouble()),
                Cell.number(3, of.path("share_above_half").asDouble()),
                Cell.figure(of.path("spearman_with_readers_mean"))));
      }
    }
    return CohortTable.plain(
            "ambiguous",
            "Ambiguous nodules, the second test set: readers' median of 3",
            "",
            List.of(
                "task",
                "nodules",
                "patients",
                "mean probability",
                "share above 0.5",
                "Spearman with the readers' mean"),
            rows)
        .unlessEmpty();
  }
}
