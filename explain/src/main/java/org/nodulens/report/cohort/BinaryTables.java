package org.nodulens.report.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nodulens.vit.Task;

/** What metrics.json says of the binary tasks: discrimination, operating points, floors. */
final class BinaryTables {
  private final List<Task> tasks;
  private final MeasuredFigures figures;

  BinaryTables(List<Task> tasks, MeasuredFigures figures) {
    this.tasks = tasks.stream().filter(task -> task.kind() == Task.Kind.BINARY).toList();
    this.figures = figures;
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  private JsonNode of(Task task) {
    return figures.task(task.name());
  }

  private static List<Cell> row(Task task, String name, JsonNode figure) {
    return List.of(
        Cell.of(task.name()),
        Cell.of(name),
        Cell.figure(figure),
        Cell.count(figure.path("n").asInt()),
        Cell.count(figure.path("patients").asInt()));
  }

  /** Each task's area, beside that of the diameter alone. */
  CohortTable headline() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Task task : tasks) {
      rows.add(
          Cell.row(
              List.of(task.name()),
              of(task),
              List.of("n", "positives", "patients"),
              List.of("auc", "auc_diameter_alone", "auc_gain_over_diameter")));
    }
    return CohortTable.plain(
        "discrimination",
        "Area under the ROC curve, model and diameter alone on the same nodules",
        "In brackets 95 % intervals, patients resampled; p two-sided, of the paired difference.",
        List.of(
            "task",
            "nodules",
            "positive",
            "patients",
            "AUC of the model",
            "AUC of the diameter alone",
            "difference"),
        rows);
  }

  /** All there is of discrimination and operating points. */
  CohortTable details() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Task task : tasks) {
      JsonNode of = of(task);
      rows.add(row(task, "AUC, patients resampled", of.path("auc")));
      rows.add(row(task, "AUC, DeLong (nodules taken as independent)", of.path("auc_delong")));
      rows.add(row(task, "AUC among nodules of one millimetre", of.path("auc_size_matched")));
      rows.add(
          row(task, "the same of the diameter alone", of.path("auc_size_matched_diameter_alone")));
      rows.add(row(task, "Average precision", of.path("average_precision")));
      rows.add(row(task, "Prevalence", of.path("prevalence")));
      points(task, rows, "sensitivity_at_specificity", "Sensitivity at specificity ");
      points(task, rows, "specificity_at_sensitivity", "Specificity at sensitivity ");
      for (Map.Entry<String, JsonNode> at : of.path("at_threshold_0.5").properties()) {
        String name = Character.toUpperCase(at.getKey().charAt(0)) + at.getKey().substring(1);
        rows.add(row(task, name + " at a probability of 0.5", at.getValue()));
      }
    }
    return CohortTable.grouped(
        "performance",
        "Discrimination and operating points",
        "Thresholds of operating points are chosen on these very nodules, anew in each resample:"
            + " elsewhere they will do worse.",
        List.of("task", "figure", "value (95 % interval)", "nodules", "patients"),
        rows);
  }

  private void points(Task task, List<List<Cell>> rows, String key, String name) {
    for (Map.Entry<String, JsonNode> at : of(task).path(key).properties()) {
      JsonNode threshold = at.getValue().path("threshold");
      rows.add(
          row(
              task,
              name
                  + at.getKey()
                  + (threshold.isNumber()
                      ? ", threshold " + Cell.decimals(2, threshold.asDouble())
                      : ""),
              at.getValue()));
    }
  }

  /** What simpler scores reach on the same nodules. */
  CohortTable floors() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Task task : tasks) {
      JsonNode of = of(task);
      rows.add(
          floor(
              task,
              "diameter alone, raw",
              List.of(
                  of.path("auc_diameter_alone"),
                  of.path("auc"),
                  of.path("auc_gain_over_diameter"),
                  of.path("auc_gain_over_diameter_delong"))));
      for (Map.Entry<String, JsonNode> floor : of.path("floors").properties()) {
        JsonNode one = floor.getValue();
        rows.add(
            floor(
                task,
                name(floor.getKey()),
                List.of(
                    one.path("auc"),
                    one.path("auc_of_model"),
                    one.path("auc_gain"),
                    one.path("auc_gain_delong"))));
      }
    }
    return CohortTable.grouped(
        "floors",
        "Floors: what simpler scores reach on the same nodules",
        "Regressions are fitted on the folds with patients held out. The readers' ratings come from the"
            + " very readers whose opinion is the label; no image shows what they share.",
        List.of(
            "task",
            "floor",
            "AUC of the floor",
            "AUC of the model, same nodules",
            "model less floor, patients resampled",
            "model less floor, DeLong"),
        rows);
  }

  private static List<Cell> floor(Task task, String name, List<JsonNode> figures) {
    List<Cell> row = new ArrayList<>(List.of(Cell.of(task.name()), Cell.of(name)));
    figures.forEach(figure -> row.add(Cell.figure(figure)));
    return row;
  }

  private static String name(String floor) {
    return switch (floor) {
      case "diameter" -> "diameter, logistic regression";
      case "ratings" -> "readers' seven other ratings";
      case "ratings_and_diameter" -> "readers' ratings and diameter";
      default -> floor.replace('_', ' ');
    };
  }

  /** How well probabilities hold, before and after recalibration. */
  CohortTable calibration() {
    List<List<Cell>> rows = new ArrayList<>();
    String fittedOn = "";
    for (Task task : tasks) {
      for (Map.Entry<String, JsonNode> kind : of(task).path("calibration").properties()) {
        JsonNode one = kind.getValue();
        fittedOn = fittedOn.isEmpty() ? one.path("fitted_on").asText() : fittedOn;
        JsonNode chance = one.path("ece").path("by_chance");
        rows.add(
            List.of(
                Cell.of(task.name()),
                Cell.of(
                    switch (kind.getKey()) {
                      case "before" -> "as the model gives them";
                      case "platt" -> "after Platt's scaling";
                      default -> "after " + kind.getKey() + " scaling";
                    }),
                Cell.figure(one.path("brier")),
                Cell.figure(one.path("ece")),
                chance.isNumber() ? Cell.number(3, chance.asDouble()) : Cell.of("-"),
                Cell.figure(one.path("slope")),
                Cell.figure(one.path("intercept"))));
      }
    }
    return CohortTable.grouped(
        "calibration",
        "Calibration of probabilities",
        "ECE: expected calibration error over ten bins, beside what perfect probabilities would show on"
            + " as many nodules. Slope 1 and intercept 0 are perfect."
            + (fittedOn.isEmpty() ? "" : " Scalings fitted on " + fittedOn + "."),
        List.of("task", "probabilities", "Brier", "ECE", "ECE by chance", "slope", "intercept"),
        rows);
  }
}
