package org.nodulens.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.LabelRule;
import org.nodulens.evaluation.RocCurve;
import org.nodulens.explain.Cdam;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.explain.NoduleSample;
import org.nodulens.faithfulness.ClassSensitivity;
import org.nodulens.vit.InOrder;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;
import org.nodulens.vit.TrainingPatients;
import org.nodulens.vit.TrunkEngine;

/**
 * Scores and maps labelled crops in each precision of an engine. A crop is looked at by a network
 * that has not seen its patient, where the model has one.
 */
final class PrecisionComparison {
  private final CropSet set;
  private final ModelFolder model;
  private final boolean hasFolds;
  private final Task task;
  private final List<CropRecord> crops;

  /**
   * Crops with a label of the model's first task with two classes.
   *
   * @param most at most so many, spread evenly over the set
   * @throws IllegalArgumentException if there is no such task or crop
   */
  PrecisionComparison(CropSet set, ModelFolder model, int most) throws IOException {
    this.set = set;
    this.model = model;
    this.hasFolds = !model.folds().isEmpty();
    this.task =
        model.description().tasks().stream()
            .filter(candidate -> candidate.kind() == Task.Kind.BINARY)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("the model has no task with two classes"));
    List<CropRecord> labelled =
        set.records().stream().filter(crop -> LabelRule.label(crop, task).isPresent()).toList();
    if (labelled.isEmpty()) {
      throw new IllegalArgumentException(
          "no crop of " + set.folder() + " has a label of " + task.name());
    }
    int count = Math.min(most, labelled.size());
    List<CropRecord> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(labelled.get((int) ((long) i * labelled.size() / count)));
    }
    this.crops = chosen;
  }

  /** What one crop came to. */
  private record Outcome(double value, List<ImportanceMap> maps) {}

  /** All crops under one engine. */
  private record Outcomes(String engine, List<Outcome> each) {
    double[] values() {
      return each.stream().mapToDouble(Outcome::value).toArray();
    }
  }

  /**
   * A row for each further engine against the first.
   *
   * @param engines one engine's precisions, float32 first
   */
  List<PrecisionCost> of(List<TrunkEngine> engines) throws IOException {
    Outcomes reference = outcomes(engines.get(0));
    List<PrecisionCost> costs = new ArrayList<>();
    for (TrunkEngine engine : engines.subList(1, engines.size())) {
      costs.add(cost(reference, outcomes(engine)));
    }
    return costs;
  }

  private Outcomes outcomes(TrunkEngine engine) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    try (ScoringModels models = ScoringModels.of(model, engine)) {
      InOrder.run(crops, crop -> outcome(crop, models), outcomes::add);
    }
    return new Outcomes(engine.name(), outcomes);
  }

  private Outcome outcome(CropRecord crop, ScoringModels models) throws IOException {
    NoduleSample sample = NoduleSample.of(set, crop);
    try (Explainer explainer = new Explainer(network(crop, models).classifier())) {
      Explanation explanation =
          explainer.explain(sample.volume(), sample.center(), List.of(Cdam.WHOLE), List.of(task));
      List<ImportanceMap> maps =
          explanation.maps().get(0).views().stream().map(view -> view.map()).toList();
      return new Outcome(explanation.prediction(task).value(), maps);
    }
  }

  private ScoringModels.Network network(CropRecord crop, ScoringModels models) throws IOException {
    return hasFolds ? models.forPatient(crop.patientId()) : models.networks().get(0);
  }

  /** Crops of patients that the network was trained on. */
  private int seen() {
    TrainingPatients trained = model.description().trainingPatients();
    return hasFolds
        ? 0
        : (int) crops.stream().filter(crop -> trained.contains(crop.patientId())).count();
  }

  private PrecisionCost cost(Outcomes reference, Outcomes cheaper) {
    double[] correlations = new double[crops.size()];
    double largest = 0;
    for (int i = 0; i < correlations.length; i++) {
      Outcome one = reference.each.get(i);
      Outcome other = cheaper.each.get(i);
      largest = Math.max(largest, Math.abs(one.value - other.value));
      correlations[i] = correlation(one.maps, other.maps);
    }
    Arrays.sort(correlations);
    return new PrecisionCost(
        cheaper.engine,
        reference.engine,
        task.name(),
        crops.size(),
        seen(),
        auc(cheaper.values()),
        auc(reference.values()),
        largest,
        correlations[(correlations.length - 1) / 2],
        correlations[0]);
  }

  /** The mean over views. */
  private static double correlation(List<ImportanceMap> one, List<ImportanceMap> other) {
    double sum = 0;
    for (int view = 0; view < one.size(); view++) {
      sum += ClassSensitivity.correlation(List.of(one.get(view), other.get(view))).orElse(0);
    }
    return sum / one.size();
  }

  private double auc(double[] values) {
    boolean[] positive = new boolean[values.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = LabelRule.label(crops.get(i), task).orElseThrow() > 0.5;
    }
    return new RocCurve(values, positive).auc().orElse(Double.NaN);
  }
}
