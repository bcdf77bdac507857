package org.nodulens.report.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ScoringModels;

/** What a run knows of how data were parted, a model was made and figures were taken. */
final class MethodFacts {
  private final CohortInputs inputs;
  private final CaseFlow flow;
  private final ModelDescription model;
  private final FactSheet facts;

  private MethodFacts(CohortInputs inputs, CaseFlow flow, FactSheet facts) {
    this.inputs = inputs;
    this.flow = flow;
    model = inputs.model().description();
    this.facts = facts;
  }

  static void add(CohortInputs inputs, CaseFlow flow, FactSheet facts) {
    MethodFacts all = new MethodFacts(inputs, flow, facts);
    all.partitions();
    all.model();
    all.methods();
  }

  private void partitions() {
    facts.put("split", CohortWords.split(model));
    Optional<JsonNode> leak = inputs.figures().leak();
    if (leak.isPresent()) {
      facts.put(
          "disjoint",
          "NOT disjoint by patient: "
              + CohortWords.leakShare(leak.get())
              + " of the held-out nodules have a patient in training");
    } else if (CohortWords.byPatient(model) || !inputs.figures().allByFolds()) {
      facts.put(
          "disjoint",
          "by patient: every nodule is scored by a network that has not seen its patient; a leak fails"
              + " the run");
    }
    facts.put(
        "size",
        Cell.counted(flow.crops().size(), "nodule")
            + " of "
            + Cell.counted(flow.patients(), "patient")
            + ", all that there were; no calculation of sample size");
    facts.put(
        "scoredby",
        "nodules by the network that scored them: " + CohortWords.scoredBy(inputs.figures()));
    if (inputs.figures().allByFolds()) {
      facts.put("internal", "cross-validation, held-out folds pooled: Performance");
      facts.put(
          "samedata",
          "development and evaluation data are folds of one collection: setting, eligibility, labels and"
              + " input are the same");
    } else if (inputs.figures().scoredBy().containsKey(ScoringModels.FINAL)
        && !CohortWords.trainedOn(inputs.model()).equals(inputs.set().header().source())) {
      facts.put(
          "external",
          "tested on "
              + inputs.set().header().source()
              + ", trained on "
              + CohortWords.trainedOn(inputs.model()));
    }
  }

  private void model() {
    facts.put("architecture", CohortWords.network(model) + "; input " + CohortWords.input(model));
    facts.put("passes", CohortWords.passes(model));
    String engine = inputs.figures().json().path("engine").asText();
    facts.put("software", inputs.createdBy() + (engine.isEmpty() ? "" : ", engine " + engine));
    facts.put("start", CohortWords.start(model));
    facts.put("training", CohortWords.training(model));
    facts.put("targets", CohortWords.targets(model));
    facts.put(
        "selection",
        "no model is chosen by the folds that are reported; the final one is trained on all patients");
    facts.put(
        "specification",
        "model folder with weights in safetensors (timm's names) and model.json; nodulens predict, or"
            + " nodulens export --onnx");
    facts.put("code", "nodulens, Apache-2.0");
  }

  private void methods() {
    facts.put(
        "metrics",
        "area under the ROC curve, precision and recall, operating points, calibration (Brier score,"
            + " expected error, slope, intercept), net benefit; of regressions R², rank correlation, mean"
            + " squared error");
    JsonNode intervals = inputs.figures().json().path("intervals");
    facts.put(
        "uncertainty",
        Cell.grouped(intervals.path("resamples").asLong())
            + " resamples of patients, percentiles, seed "
            + intervals.path("seed").asText()
            + "; DeLong beside them; paired differences with two-sided p");
    facts.put(
        "floors", "beside every model the diameter alone, and the readers' other ratings: Floors");
    Subgroups groups = new Subgroups(inputs.tasks(), inputs.figures());
    if (groups.count() > 0) {
      facts.put("subgroups", Cell.counted(groups.count(), "subgroup") + " of tasks, in Subgroups");
    }
    if (groups.has("scanner")) {
      facts.put("clusters", "by scanner, in Subgroups");
    }
    inputs
        .benchmark()
        .ifPresent(
            maps ->
                facts.put(
                    "maps",
                    maps.methods().size()
                        + " methods and controls on "
                        + Cell.counted(maps.nodules(), "nodule")
                        + " of "
                        + Cell.counted(maps.patients(), "patient")
                        + ": Benchmark of importance maps"));
    facts.put(
        "output",
        "probabilities; no threshold is part of the model, some are shown in Performance");
    facts.put("imbalance", "no class is weighted or resampled");
  }
}
