package org.nodulens.report.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.evaluation.DataSource;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;

/**
 * What a run knows of a study, by the keys that checklists ask for it. Unknown facts are absent.
 */
final class CohortFacts {
  private final CohortInputs inputs;
  private final CaseFlow flow;
  private final ModelDescription model;
  private final Map<String, String> facts = new LinkedHashMap<>();

  private CohortFacts(CohortInputs inputs, CaseFlow flow) {
    this.inputs = inputs;
    this.flow = flow;
    model = inputs.model().description();
  }

  static Map<String, String> of(CohortInputs inputs, CaseFlow flow, int limitations) {
    CohortFacts of = new CohortFacts(inputs, flow);
    of.data();
    of.reference();
    of.partitions();
    of.model();
    of.methods();
    of.results();
    of.put("limitations", "Limitations lists " + limitations + " that the run knows of");
    return of.facts;
  }

  private void put(String key, String fact) {
    if (!fact.isEmpty() && !fact.equals("not recorded")) {
      facts.put(key, fact);
    }
  }

  private void data() {
    String source = inputs.set().header().source();
    put("technology", CohortWords.network(model) + " (deep learning)");
    put("tasks", "predicts " + String.join(", ", inputs.tasks().stream().map(Task::name).toList()));
    put(
        "goal",
        inputs.figures().allByFolds()
            ? "training of a classifier and its cross-validation"
            : "test of a trained classifier on crops that it has not seen");
    put("source", "evaluated on " + DataSource.terms(source));
    String trained = CohortWords.trainedOn(inputs.model());
    if (!trained.isEmpty() && !trained.equals(source)) {
      put("trained", "trained on " + DataSource.terms(trained));
    }
    put(
        "eligibility",
        "every nodule of the collection that could be cropped; reasons against it are in Flow of cases");
    put("crops", CohortWords.crops(inputs.set()));
    put("input", CohortWords.input(model));
    put(
        "deidentification",
        "this report holds no identifiers; the model keeps its patients as keyed hashes");
    put(
        "missing",
        "nodules without a label are left out of that task (Labels of each task); nothing is imputed");
    acquisition();
  }

  private void acquisition() {
    int scanners = Characteristics.scanners(flow.crops()).size();
    if (scanners > 0) {
      put("scanners", scanners + " scanners, in Characteristics");
    }
    Quartiles.of(
            flow.crops().stream()
                .filter(crop -> crop.spacing().xMm().isPresent())
                .mapToDouble(crop -> crop.spacing().xMm().getAsDouble())
                .toArray())
        .ifPresent(
            mm ->
                put(
                    "spacing",
                    "pixel spacing "
                        + Cell.range(2, mm.median(), mm.first(), mm.third()).text()
                        + " mm (median, quartiles)"));
  }

  private void reference() {
    List<String> rules = new ArrayList<>();
    for (Task task : inputs.tasks()) {
      rules.add(task.name() + ": " + TaskLabels.rule(task));
    }
    put("reference", String.join("; ", rules));
    long read = flow.crops().stream().filter(crop -> crop.readers() > 0).count();
    if (read > 0) {
      put(
          "readers",
          "up to "
              + flow.crops().stream().mapToInt(crop -> crop.readers()).max().orElse(0)
              + " readers a nodule, as Characteristics counts them");
    }
    List<String> scatter = new ArrayList<>();
    for (Task task : inputs.tasks()) {
      task.readerNoise()
          .ifPresent(noise -> scatter.add(task.name() + " " + Cell.decimals(2, noise)));
    }
    put(
        "variability",
        scatter.isEmpty()
            ? ""
            : "standard deviation between readers of one nodule: " + String.join(", ", scatter));
  }

  private void partitions() {
    put("split", CohortWords.split(model));
    Optional<JsonNode> leak = inputs.figures().leak();
    if (leak.isPresent()) {
      put(
          "disjoint",
          "NOT disjoint by patient: "
              + CohortWords.leakShare(leak.get())
              + " of the held-out nodules have a patient in training");
    } else if (CohortWords.byPatient(model) || !inputs.figures().allByFolds()) {
      put(
          "disjoint",
          "by patient: every nodule is scored by a network that has not seen its patient; a leak fails"
              + " the run");
    }
    put(
        "size",
        Cell.grouped(flow.crops().size())
            + " nodules of "
            + Cell.grouped(flow.patients())
            + " patients, all that there were; no calculation of sample size");
    put(
        "scoredby",
        "nodules by the network that scored them: " + CohortWords.scoredBy(inputs.figures()));
    if (inputs.figures().allByFolds()) {
      put("internal", "cross-validation, held-out folds pooled: Performance");
      put(
          "samedata",
          "development and evaluation data are folds of one collection: setting, eligibility, labels and"
              + " input are the same");
    } else if (inputs.figures().scoredBy().containsKey(ScoringModels.FINAL)
        && !CohortWords.trainedOn(inputs.model()).equals(inputs.set().header().source())) {
      put(
          "external",
          "tested on "
              + inputs.set().header().source()
              + ", trained on "
              + CohortWords.trainedOn(inputs.model()));
    }
  }

  private void model() {
    put("architecture", CohortWords.network(model) + "; input " + CohortWords.input(model));
    put("passes", CohortWords.passes(model));
    String engine = inputs.figures().json().path("engine").asText();
    put("software", inputs.createdBy() + (engine.isEmpty() ? "" : ", engine " + engine));
    put("start", CohortWords.start(model));
    put("training", CohortWords.training(model));
    put("targets", CohortWords.targets(model));
    put(
        "selection",
        "no model is chosen by the folds that are reported; the final one is trained on all patients");
    put(
        "specification",
        "model folder with weights in safetensors (timm's names) and model.json; nodulens predict, or"
            + " nodulens export --onnx");
    put("code", "nodulens, Apache-2.0");
  }

  private void methods() {
    put(
        "metrics",
        "area under the ROC curve, precision and recall, operating points, calibration (Brier score,"
            + " expected error, slope, intercept), net benefit; of regressions R², rank correlation, mean"
            + " squared error");
    JsonNode intervals = inputs.figures().json().path("intervals");
    put(
        "uncertainty",
        Cell.grouped(intervals.path("resamples").asLong())
            + " resamples of patients, percentiles, seed "
            + intervals.path("seed").asText()
            + "; DeLong beside them; paired differences with two-sided p");
    put("floors", "beside every model the diameter alone, and the readers' other ratings: Floors");
    Subgroups groups = new Subgroups(inputs.tasks(), inputs.figures());
    if (groups.count() > 0) {
      put("subgroups", groups.count() + " subgroups of tasks, in Subgroups");
    }
    if (groups.has("scanner")) {
      put("clusters", "by scanner, in Subgroups");
    }
    inputs
        .benchmark()
        .ifPresent(
            maps ->
                put(
                    "maps",
                    maps.methods().size()
                        + " methods and controls on "
                        + maps.nodules()
                        + " nodules of "
                        + maps.patients()
                        + " patients: Benchmark of importance maps"));
    put(
        "output",
        "probabilities; no threshold is part of the model, some are shown in Performance");
    put("imbalance", "no class is weighted or resampled");
  }

  private void results() {
    put(
        "flow",
        "Flow of cases: "
            + Cell.grouped(flow.crops().size())
            + " nodules kept, "
            + Cell.grouped(flow.rejectedAt(RejectLevel.NODULE))
            + " rejected");
    put("characteristics", "Characteristics of patients and nodules");
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
    put("performance", String.join("; ", areas));
    put("updating", String.join("; ", updates));
    put("failures", String.join("; ", failures));
    put("events", events());
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
