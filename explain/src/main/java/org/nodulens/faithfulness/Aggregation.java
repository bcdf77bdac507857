package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.evaluation.PatientBootstrap;

/**
 * Means of scores over crops, with intervals and paired tests from resampled patients: crops of one
 * patient are alike.
 */
final class Aggregation {
  private final List<ScoreRow.Subject> crops;
  private final PatientBootstrap bootstrap;
  private final String reference;

  /** score, task, method. */
  private final Map<String, Map<String, Map<String, CropValues>>> values = new LinkedHashMap<>();

  private Aggregation(List<ScoreRow.Subject> crops, String reference, long seed) {
    this.crops = crops;
    this.reference = reference;
    this.bootstrap =
        new PatientBootstrap(crops.stream().map(ScoreRow.Subject::patientId).toList(), seed);
  }

  /**
   * Aggregates.
   *
   * @param areaUnits what a task's area is divided by
   */
  static List<Aggregate> of(
      List<CropResult> results, String reference, Map<String, Double> areaUnits, long seed) {
    List<ScoreRow.Subject> crops =
        results.stream().map(result -> result.scores().get(0).subject()).toList();
    Aggregation aggregation = new Aggregation(crops, reference, seed);
    for (int crop = 0; crop < results.size(); crop++) {
      for (ScoreRow row : results.get(crop).scores()) {
        boolean area = row.score().equals(CropScores.AREA);
        double unit = area ? areaUnits.getOrDefault(row.task(), 1.0) : 1;
        aggregation.valuesOf(row).set(crop, row.value() / unit);
      }
    }
    aggregation.values.values().forEach(Aggregation::pool);
    return aggregation.aggregates();
  }

  private CropValues valuesOf(ScoreRow row) {
    String task = row.task().isEmpty() ? Aggregate.ALL_TASKS : row.task();
    return values
        .computeIfAbsent(row.score(), score -> new LinkedHashMap<>())
        .computeIfAbsent(task, name -> new LinkedHashMap<>())
        .computeIfAbsent(row.method(), method -> new CropValues(crops.size()));
  }

  /** Adds the mean over tasks, where a score is one of tasks. */
  private static void pool(Map<String, Map<String, CropValues>> tasks) {
    if (tasks.containsKey(Aggregate.ALL_TASKS)) {
      return;
    }
    Map<String, List<CropValues>> ofMethods = new LinkedHashMap<>();
    for (Map<String, CropValues> ofTask : tasks.values()) {
      ofTask.forEach(
          (method, one) -> ofMethods.computeIfAbsent(method, m -> new ArrayList<>()).add(one));
    }
    Map<String, CropValues> pooled = new LinkedHashMap<>();
    ofMethods.forEach((method, several) -> pooled.put(method, CropValues.mean(several)));
    tasks.put(Aggregate.ALL_TASKS, pooled);
  }

  private List<Aggregate> aggregates() {
    List<Aggregate> all = new ArrayList<>();
    values.forEach(
        (score, tasks) ->
            tasks.forEach((task, methods) -> all.addAll(ofMethods(score, task, methods))));
    return all;
  }

  private List<Aggregate> ofMethods(String score, String task, Map<String, CropValues> methods) {
    CropValues others = methods.get(reference);
    List<Aggregate> aggregates = new ArrayList<>();
    methods.forEach(
        (method, ones) ->
            aggregates.add(
                new Aggregate(
                    score,
                    method,
                    task,
                    (int) ones.present().count(),
                    patients(ones),
                    ones.mean().orElseThrow(), // a method comes with its first value
                    ones.interval(bootstrap),
                    others == null || method.equals(reference)
                        ? Optional.empty()
                        : ones.minus(others).tested(bootstrap))));
    return holm(aggregates);
  }

  private int patients(CropValues ones) {
    return (int) ones.present().mapToObj(crop -> crops.get(crop).patientId()).distinct().count();
  }

  /** Each p-value times the number of those not smaller, never below a smaller one's. */
  private static List<Aggregate> holm(List<Aggregate> aggregates) {
    List<Aggregate.Difference> tested =
        aggregates.stream()
            .flatMap(aggregate -> aggregate.difference().stream())
            .sorted(Comparator.comparingDouble(Aggregate.Difference::p))
            .toList();
    return aggregates.stream()
        .map(
            aggregate ->
                aggregate
                    .difference()
                    .map(d -> aggregate.with(adjusted(d, tested)))
                    .orElse(aggregate))
        .toList();
  }

  private static Aggregate.Difference adjusted(
      Aggregate.Difference one, List<Aggregate.Difference> ascending) {
    double most = 0;
    for (int i = 0; i < ascending.size() && ascending.get(i).p() <= one.p(); i++) {
      most = Math.max(most, Math.min(1, (ascending.size() - i) * ascending.get(i).p()));
    }
    return one.withHolm(most);
  }
}
