package org.nodulens.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.nodulens.evaluation.EvaluationReport;

/** The figures of an evaluation as lines of text, the floor beside the model. */
final class FigureTable {
  private FigureTable() {}

  static void print(EvaluationReport report, PrintWriter out) {
    JsonNode protocol = report.json().path("protocol");
    if (protocol.isObject()) {
      out.printf(
          Locale.ROOT,
          "protocol %s: %.0f %% of the held-out nodules have a patient in training; %s%n",
          protocol.path("name").asText(),
          100 * protocol.path("held_out_nodules_whose_patient_was_trained_on").asDouble(),
          protocol.path("warning").asText());
    }
    for (Map.Entry<String, JsonNode> task : report.json().path("tasks").properties()) {
      JsonNode figures = task.getValue();
      out.printf(
          Locale.ROOT,
          "%-14s %5d nodules, %4d patients  ",
          task.getKey(),
          figures.path("n").asInt(),
          figures.path("patients").asInt());
      if (figures.has("auc")) {
        out.printf(
            "AUC %s, diameter alone %s, difference %s%n",
            text(figures.path("auc")),
            text(figures.path("auc_diameter_alone")),
            text(figures.path("auc_gain_over_diameter")));
        more(figures, out);
      } else if (figures.has("accuracy")) {
        out.printf("accuracy %s%n", text(figures.path("accuracy")));
      } else {
        out.printf(
            "R2 %s%s, Spearman %s%n",
            text(figures.path("r2")),
            ceiling(figures.path("noise_ceiling").path("r2")),
            text(figures.path("spearman")));
      }
    }
    out.flush();
  }

  /** Where there is an area, what else belongs to it, a line below. */
  private static void more(JsonNode figures, PrintWriter out) {
    if (!figures.path("auc").path("value").isNumber()) {
      return;
    }
    JsonNode before = figures.path("calibration").path("before");
    JsonNode platt = figures.path("calibration").path("platt");
    out.printf(
        "    readers' other ratings %s; among nodules of one size %s%n",
        text(figures.path("floors").path("ratings").path("auc")),
        text(figures.path("auc_size_matched")));
    out.printf(
        "    sensitivity at specificity 0.90 %s; accuracy %s, kappa %s%n",
        text(figures.path("sensitivity_at_specificity").path("0.90")),
        text(figures.path("at_threshold_0.5").path("accuracy")),
        text(figures.path("at_threshold_0.5").path("kappa")));
    out.printf(
        "    calibration error %s, after Platt's scaling %s; slope %s%n",
        text(before.path("ece")), text(platt.path("ece")), text(before.path("slope")));
  }

  /** How high the scatter between readers lets it be. */
  private static String ceiling(JsonNode figure) {
    return figure.path("value").isNumber()
        ? String.format(Locale.ROOT, " of at most %.2f", figure.path("value").asDouble())
        : "";
  }

  /** A value with its interval, or why there is none. */
  private static String text(JsonNode figure) {
    if (!figure.path("value").isNumber()) {
      return "not given (" + figure.path("why").asText() + ")";
    }
    String value = String.format(Locale.ROOT, "%.3f", figure.path("value").asDouble());
    return figure.path("low").isNumber()
        ? value
            + String.format(
                Locale.ROOT,
                " (%.3f to %.3f)",
                figure.path("low").asDouble(),
                figure.path("high").asDouble())
        : value;
  }
}
