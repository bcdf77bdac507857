package org.nodulens.report.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.vit.Task;

/** What came out, in the words of a checklist. */
final class ResultFacts {
  private final CohortInputs inputs;
  private final CaseFlow flow;
  private final FactSheet facts;

  private ResultFacts(CohortInputs inputs, CaseFlow flow, FactSheet facts) {
    this.inputs = inputs;
    this.flow = flow;
    this.facts = facts;
  }

  static void add(CohortInputs inputs, CaseFlow flow, FactSheet facts) {
    ResultFacts all = new ResultFacts(inputs, flow, facts);
    all.results();
  }

  private void results() {
    facts.put(
        "flow",
        "Flow of cases: "
            + Cell.counted(flow.crops().size(), "nodule")
            + " kept, "
            + Cell.grouped(flow.rejectedAt(RejectLevel.NODULE))
            + " rejected");
    facts.put("characteristics", "Characteristics of patients and nodules");
    List<String> areas = new ArrayList<>();
    List<String> updates = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Task task : inputs.tasks()) {
      JsonNode of = inputs.figures().task(task.name());
      if (of.path("auc").path("value").isNumber()) {
        areas.add(task.name() + ": AUC " + Cell.figure(of.path("auc")).text());
        failures.add(
            task.name()
                + " at 0.5: sensitivity "
                + Cell.figure(of.path("at_threshold_0.5").path("sensitivity")).text()
                + ", specificity "
                + Cell.figure(of.path("at_threshold_0.5").path("specificity")).text());
      } else if (of.path("r2").path("value").isNumber()) {
        areas.add(task.name() + ": R² " + Cell.figure(of.path("r2")).text());
      }
      JsonNode platt = of.path("calibration").path("platt").path("ece");
      if (platt.path("value").isNumber()) {
        updates.add(
            task.name()
                + ": Platt's and temperature scaling, error "
                + Cell.figure(of.path("calibration").path("before").path("ece")).text()
                + " before, "
                + Cell.figure(platt).text()
                + " after");
      }
    }
    facts.put("performance", String.join("; ", areas));
    facts.put("updating", String.join("; ", updates));
    facts.put("failures", String.join("; ", failures));
    facts.put("events", events());
  }

  private String events() {
    return flow.classed()
        .map(
            labels ->
                labels.task().name()
                    + ": "
                    + String.join(
                        ", ",
                        labels.classes().entrySet().stream()
                            .map(
                                entry ->
                                    Cell.grouped(entry.getValue().size())
                                        + " "
                                        + entry.getKey().replace(labels.task().name() + " ", ""))
                            .toList()))
        .orElse("");
  }
}
