package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The figures of a report in Markdown, for a model card: each with its interval and n. */
public final class CardSection {
  private final JsonNode tasks;
  private final StringBuilder text = new StringBuilder();

  private CardSection(EvaluationReport report) {
    tasks = report.json().path("tasks");
  }

  /** Sections below the heading of the figures. */
  public static String markdown(EvaluationReport report) {
    CardSection section = new CardSection(report);
    for (Map.Entry<String, JsonNode> task : section.tasks.properties()) {
      if (task.getValue().path("kind").asText().equals("binary")) {
        section.binary(task.getKey(), task.getValue());
      }
    }
    section.ratings();
    return section.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void header(String... cells) {
    line("");
    row(cells);
    line("|" + "---|".repeat(cells.length));
  }

  private static String figure(JsonNode json) {
    return Figure.words(json);
  }

  /** A difference with its probability. */
  private static String gain(JsonNode json) {
    if (!json.path("p").isNumber()) {
      return figure(json);
    }
    double p = json.path("p").asDouble();
    return figure(json) + (p < 0.001 ? ", p < 0.001" : ", p = " + Figure.decimals(p));
  }

  private void binary(String name, JsonNode task) {
    line("### " + name);
    header("figure", "value (95 % interval)", "nodules", "patients");
    row("AUC, patients resampled", figure(task.path("auc")), extent(task.path("auc")));
    row("AUC, DeLong", figure(task.path("auc_delong")), extent(task.path("auc_delong")));
    JsonNode matched = task.path("auc_size_matched");
    row("AUC among nodules of one millimetre", figure(matched), extent(matched));
    JsonNode precision = task.path("average_precision");
    row("average precision", figure(precision), extent(precision));
    for (String of : List.of("sensitivity_at_specificity", "specificity_at_sensitivity")) {
      for (Map.Entry<String, JsonNode> at : task.path(of).properties()) {
        row(of.replace('_', ' ') + " " + at.getKey(), figure(at.getValue()), extent(at.getValue()));
      }
    }
    for (Map.Entry<String, JsonNode> at : task.path("at_threshold_0.5").properties()) {
      row(at.getKey() + " at 0.5", figure(at.getValue()), extent(at.getValue()));
    }
    floors(task);
    calibration(task);
    subgroups(task.path("subgroups"), "auc", "auc_diameter_alone");
    line("");
  }

  private static String extent(JsonNode figure) {
    return figure.path("n").asInt() + " | " + figure.path("patients").asInt();
  }

  private void floors(JsonNode task) {
    line("");
    line(
        "Floors: the raw diameter, and logistic regressions fitted on the same folds with patients"
            + " held out. The ratings come from the readers whose opinion is the label: they share their"
            + " leanings, which no image shows.");
    header("floor", "AUC", "model, same nodules", "difference", "DeLong", "nodules", "patients");
    row(
        "diameter alone, raw",
        figure(task.path("auc_diameter_alone")),
        figure(task.path("auc")),
        gain(task.path("auc_gain_over_diameter")),
        gain(task.path("auc_gain_over_diameter_delong")),
        extent(task.path("auc_diameter_alone")));
    for (Map.Entry<String, JsonNode> floor : task.path("floors").properties()) {
      JsonNode figures = floor.getValue();
      row(
          floor.getKey().replace('_', ' '),
          figure(figures.path("auc")),
          figure(figures.path("auc_of_model")),
          gain(figures.path("auc_gain")),
          gain(figures.path("auc_gain_delong")),
          extent(figures));
    }
  }

  private void calibration(JsonNode task) {
    String fittedOn = task.path("calibration").path("platt").path("fitted_on").asText();
    line("");
    line(
        "Calibration, before and after; no patient's probability is calibrated by what was fitted on"
            + " that patient"
            + (fittedOn.isEmpty() ? "" : ": fitted on " + fittedOn)
            + ". ECE in ten bins, beside what perfect probabilities would show by chance.");
    header("", "Brier", "ECE", "by chance", "slope", "intercept");
    for (Map.Entry<String, JsonNode> kind : task.path("calibration").properties()) {
      JsonNode figures = kind.getValue();
      JsonNode chance = figures.path("ece").path("by_chance");
      row(
          kind.getKey(),
          figure(figures.path("brier")),
          figure(figures.path("ece")),
          chance.isNumber() ? Figure.decimals(chance.asDouble()) : "not given",
          figure(figures.path("slope")),
          figure(figures.path("intercept")));
    }
  }

  private void subgroups(JsonNode subgroups, String figure, String floor) {
    line("");
    line("Subgroups:");
    header("by", "group", "nodules", "patients", "AUC", "diameter alone");
    for (Map.Entry<String, JsonNode> by : subgroups.properties()) {
      if (by.getValue().has("why")) {
        row(by.getKey(), by.getValue().path("why").asText(), "", "", "", "");
        continue;
      }
      for (Map.Entry<String, JsonNode> group : by.getValue().properties()) {
        JsonNode figures = group.getValue();
        row(
            by.getKey(),
            group.getKey(),
            extent(figures),
            figure(figures.path(figure)),
            figure(figures.path(floor)));
      }
    }
  }

  private void ratings() {
    boolean any = false;
    for (Map.Entry<String, JsonNode> task : tasks.properties()) {
      JsonNode figures = task.getValue();
      if (!figures.path("kind").asText().equals("regression")) {
        continue;
      }
      if (!any) {
        line("### Regressions");
        line("");
        line(
            "R² of 0 is as good as the mean. The ceiling is what the scatter between readers lets any"
                + " prediction from the image reach; the floors are linear regressions with patients held"
                + " out. The other ratings come from the same readers, who share their leanings, and may"
                + " pass the ceiling.");
        header(
            "task",
            "nodules",
            "patients",
            "R²",
            "mean squared error, z units",
            "Spearman",
            "ceiling of R²",
            "R² of the diameter",
            "R² of the other ratings");
        any = true;
      }
      row(
          task.getKey(),
          extent(figures),
          figure(figures.path("r2")),
          figure(figures.path("mse_z")),
          figure(figures.path("spearman")),
          figure(figures.path("noise_ceiling").path("r2")),
          figure(figures.path("floors").path(Floor.DIAMETER).path("r2")),
          figure(figures.path("floors").path(Floor.RATINGS).path("r2")));
    }
    if (any) {
      line("");
    }
  }
}
