package org.nodulens.report.cohort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.evaluation.DataSource;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.Task;

/** What a run knows of the data and of the labels. */
final class DataFacts {
  private final CohortInputs inputs;
  private final CaseFlow flow;
  private final ModelDescription model;
  private final FactSheet facts;

  private DataFacts(CohortInputs inputs, CaseFlow flow, FactSheet facts) {
    this.inputs = inputs;
    this.flow = flow;
    model = inputs.model().description();
    this.facts = facts;
  }

  static void add(CohortInputs inputs, CaseFlow flow, FactSheet facts) {
    DataFacts all = new DataFacts(inputs, flow, facts);
    all.data();
    all.acquisition();
    all.reference();
  }

  private void data() {
    String source = inputs.set().header().source();
    facts.put("technology", CohortWords.network(model) + " (deep learning)");
    facts.put(
        "tasks", "predicts " + String.join(", ", inputs.tasks().stream().map(Task::name).toList()));
    facts.put(
        "goal",
        inputs.figures().allByFolds()
            ? "training of a classifier and its cross-validation"
            : "test of a trained classifier on crops that it has not seen");
    facts.put("source", "evaluated on " + DataSource.terms(source));
    String trained = CohortWords.trainedOn(inputs.model());
    if (!trained.isEmpty() && !trained.equals(source)) {
      facts.put("trained", "trained on " + DataSource.terms(trained));
    }
    facts.put(
        "eligibility",
        "every nodule of the collection that could be cropped; reasons against it are in Flow of cases");
    facts.put("crops", CohortWords.crops(inputs.set()));
    facts.put("input", CohortWords.input(model));
    facts.put(
        "deidentification",
        (CohortWords.pseudonymized(inputs.set())
                ? "identifiers were replaced by keyed hashes when the crops were made; "
                : "")
            + "this report holds no identifiers; the model keeps its patients as keyed hashes");
    facts.put(
        "missing",
        "nodules without a label are left out of that task (Labels of each task); nothing is imputed");
  }

  private void acquisition() {
    int scanners = ScanRows.scanners(flow.crops()).size();
    if (scanners > 0) {
      facts.put("scanners", Cell.counted(scanners, "scanner") + ", in Characteristics");
    }
    Quartiles.of(
            flow.crops().stream()
                .filter(crop -> crop.spacing().xMm().isPresent())
                .mapToDouble(crop -> crop.spacing().xMm().getAsDouble())
                .toArray())
        .ifPresent(
            mm ->
                facts.put(
                    "spacing",
                    "pixel spacing "
                        + Cell.range(2, mm.median(), mm.first(), mm.third()).text()
                        + " mm (median, quartiles)"));
  }

  private void reference() {
    Map<String, String> rules = new LinkedHashMap<>();
    inputs.tasks().forEach(task -> rules.put(task.name(), TaskLabels.rule(task)));
    facts.put("reference", CohortWords.together(rules));
    long read = flow.crops().stream().filter(crop -> crop.readers() > 0).count();
    if (read > 0) {
      facts.put(
          "readers",
          "up to "
              + Cell.counted(
                  flow.crops().stream().mapToInt(crop -> crop.readers()).max().orElse(0), "reader")
              + " a nodule, as Characteristics counts them");
    }
    List<String> scatter = new ArrayList<>();
    for (Task task : inputs.tasks()) {
      task.readerNoise()
          .ifPresent(noise -> scatter.add(task.name() + " " + Cell.decimals(2, noise)));
    }
    facts.put(
        "variability",
        scatter.isEmpty()
            ? ""
            : "standard deviation between readers of one nodule: " + String.join(", ", scatter));
  }
}
