package org.nodulens.report.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.vit.Task;

/** The findings in a few sentences. */
final class KeyResults {
  private KeyResults() {}

  static List<String> of(CohortInputs inputs, CaseFlow flow) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        Cell.counted(flow.crops().size(), "nodule")
            + " of "
            + Cell.counted(flow.patients(), "patient")
            + " ("
            + inputs.set().header().source()
            + "). Figures from "
            + CohortWords.origin(inputs.figures())
            + ".");
    for (Task task : inputs.tasks()) {
      JsonNode of = inputs.figures().task(task.name());
      if (task.kind() == Task.Kind.BINARY) {
        sentences.add(binary(task, of));
      } else if (task.kind() == Task.Kind.MULTICLASS) {
        sentences.add(task.name() + ": accuracy " + Cell.figure(of.path("accuracy")).text() + ".");
      }
    }
    List<String> regressions = new ArrayList<>();
    for (Task task : inputs.tasks()) {
      JsonNode r2 = inputs.figures().task(task.name()).path("r2");
      if (r2.path("value").isNumber()) {
        regressions.add(task.name() + " " + Cell.decimals(2, r2.path("value").asDouble()));
      }
    }
    if (!regressions.isEmpty()) {
      sentences.add("R² of the regressions: " + String.join(", ", regressions) + ".");
    }
    return sentences;
  }

  private static String binary(Task task, JsonNode of) {
    return task.name()
        + ", "
        + Cell.counted(of.path("n").asInt(), "labelled nodule")
        + " of "
        + Cell.counted(of.path("patients").asInt(), "patient")
        + ", "
        + Cell.grouped(of.path("positives").asInt())
        + " positive: AUC "
        + Cell.figure(of.path("auc")).text()
        + "; the diameter alone "
        + Cell.figure(of.path("auc_diameter_alone")).text()
        + "; difference "
        + Cell.figure(of.path("auc_gain_over_diameter")).text()
        + ".";
  }
}
