package org.nodulens.report.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.evaluation.chart.Axis;
import org.nodulens.evaluation.chart.Forest;
import org.nodulens.evaluation.chart.Ink;
import org.nodulens.vit.Task;

/** The same figures among nodules that have something in common. */
final class Subgroups {
  private final List<Task> tasks;
  private final MeasuredFigures figures;

  Subgroups(List<Task> tasks, MeasuredFigures figures) {
    this.tasks = List.copyOf(tasks);
    this.figures = figures;
  }

  /** One group of one task. */
  private record Group(Task task, String by, String name, JsonNode figures) {
    JsonNode own() {
      return figures.path(task.kind() == Task.Kind.BINARY ? "auc" : "r2");
    }
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (Task task : tasks) {
      for (Map.Entry<String, JsonNode> by :
          figures.task(task.name()).path("subgroups").properties()) {
        if (!by.getValue().has("why")) {
          by.getValue()
              .properties()
              .forEach(
                  one -> groups.add(new Group(task, by.getKey(), one.getKey(), one.getValue())));
        }
      }
    }
    return groups;
  }

  /** Ways to group for which nothing is known, with the reason. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (Task task : tasks) {
      for (Map.Entry<String, JsonNode> by :
          figures.task(task.name()).path("subgroups").properties()) {
        String why = by.getValue().path("why").asText();
        String words = "by " + by.getKey() + ": " + why;
        if (!why.isEmpty() && !missing.contains(words)) {
          missing.add(words);
        }
      }
    }
    return missing;
  }

  /** How many groups are too small to carry a figure. */
  long withoutFigure() {
    return groups().stream().filter(group -> !group.own().path("value").isNumber()).count();
  }

  /** How many groups there are. */
  int count() {
    return groups().size();
  }

  /** Whether nodules are grouped by this. */
  boolean has(String by) {
    return groups().stream().anyMatch(group -> group.by().equals(by));
  }

  Optional<CohortTable> binaryTable() {
    return CohortTable.grouped(
            "subgroups",
            "Subgroups: area under the ROC curve",
            "No correction for how many groups there are.",
            List.of(
                "by",
                "group",
                "nodules",
                "positive",
                "patients",
                "AUC of the model",
                "AUC of the diameter alone",
                "difference"),
            rows(
                Task.Kind.BINARY,
                List.of("n", "positives", "patients"),
                List.of("auc", "auc_diameter_alone", "auc_gain_over_diameter")))
        .unlessEmpty();
  }

  Optional<CohortTable> regressionTable() {
    return CohortTable.grouped(
            "subgroups-regressions",
            "Subgroups: regressions",
            "R² within a group can be below 0 where the group varies little: error and rank"
                + " correlation say more.",
            List.of("by", "group", "nodules", "patients", "R²", "Spearman", "mean squared error"),
            rows(
                Task.Kind.REGRESSION, List.of("n", "patients"), List.of("r2", "spearman", "mse_z")))
        .unlessEmpty();
  }

  /** A row a group of the tasks of a kind. */
  private List<List<Cell>> rows(Task.Kind kind, List<String> counts, List<String> measured) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Group group : groups()) {
      if (group.task().kind() == kind) {
        List<String> head = List.of(group.task().name() + ", by " + group.by(), group.name());
        rows.add(Cell.row(head, group.figures(), counts, measured));
      }
    }
    return rows;
  }

  /** Areas of a binary task's groups, one below the other; none without a group that has one. */
  Optional<CohortFigure> forest(Task task) throws IOException {
    List<Group> shown =
        groups().stream()
            .filter(group -> group.task().equals(task))
            .filter(group -> group.own().path("low").isNumber())
            .toList();
    JsonNode all = figures.task(task.name()).path("auc");
    if (shown.isEmpty() || !all.path("low").isNumber()) {
      return Optional.empty();
    }
    double lowest =
        shown.stream().mapToDouble(group -> group.own().path("low").asDouble()).min().orElse(0.5);
    double from = Math.floor(Math.min(lowest, all.path("low").asDouble()) * 10) / 10;
    Forest forest =
        new Forest(
            "Subgroups: " + task.name(),
            "dot and bar: AUC with its 95 % interval; dashed: all nodules",
            new Axis("AUC of the model", Math.min(from, 0.9), 1));
    List<List<String>> csv = new ArrayList<>();
    csv.add(List.of("by", "group", "nodules", "patients", "auc", "low", "high"));
    add(forest, csv, "", "all", figures.task(task.name()), all);
    forest.guide(all.path("value").asDouble());
    for (Group group : shown) {
      add(forest, csv, group.by(), group.name(), group.figures(), group.own());
    }
    return Optional.of(
        new CohortFigure(
            task.name() + "-subgroups",
            SvgPicture.of(forest.svg(), "subgroups of " + task.name()),
            "Subgroups of " + task.name() + " that are large enough for a figure.",
            csv));
  }

  private static void add(
      Forest forest, List<List<String>> csv, String by, String name, JsonNode of, JsonNode own) {
    String n = of.path("n").asText();
    forest.row(
        name + " (" + n + ")",
        own.path("value").asDouble(),
        own.path("low").asDouble(),
        own.path("high").asDouble(),
        by.isEmpty() ? Ink.MODEL : Ink.SECOND);
    csv.add(
        List.of(
            by,
            name,
            n,
            of.path("patients").asText(),
            own.path("value").asText(),
            own.path("low").asText(),
            own.path("high").asText()));
  }
}
