package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nodulens.evaluation.PatientBootstrap;

/**
 * Means of scores over crops, with intervals and paired tests from resampled patients: crops of one
 * patient are alike.
 */
final class Aggregation {
  private final List<ScoreRow.Subject> crops;
  private final PatientBootstrap bootstrap;
  private final String reference;

  /** score, task, method, then a value a crop where there is one. */
  private final Map<String, Map<String, Map<String, OptionalDouble[]>>> values =
      new LinkedHashMap<>();

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
        double unit = row.score().equals(CropScores.AREA) ? areaUnits.get(row.task()) : 1;
        String task = row.task().isEmpty() ? Aggregate.ALL_TASKS : row.task();
        aggregation.cells(row.score(), task, row.method())[crop] =
            OptionalDouble.of(row.value() / unit);
      }
    }
    aggregation.values.values().forEach(aggregation::pool);
    return aggregation.aggregates();
  }

  private OptionalDouble[] cells(String score, String task, String method) {
    return cells(values.computeIfAbsent(score, key -> new LinkedHashMap<>()), task, method);
  }

  private OptionalDouble[] cells(
      Map<String, Map<String, OptionalDouble[]>> ofScore, String task, String method) {
    return ofScore
        .computeIfAbsent(task, key -> new LinkedHashMap<>())
        .computeIfAbsent(
            method,
            key -> {
              OptionalDouble[] none = new OptionalDouble[crops.size()];
              Arrays.fill(none, OptionalDouble.empty());
              return none;
            });
  }

  /** Adds the mean over tasks, where a score is one of tasks. */
  private void pool(Map<String, Map<String, OptionalDouble[]>> ofScore) {
    if (ofScore.containsKey(Aggregate.ALL_TASKS)) {
      return;
    }
    Set<String> methods = new LinkedHashSet<>();
    ofScore.values().forEach(ofTask -> methods.addAll(ofTask.keySet()));
    List<Map<String, OptionalDouble[]>> tasks = new ArrayList<>(ofScore.values());
    for (String method : methods) {
      OptionalDouble[] pooled = cells(ofScore, Aggregate.ALL_TASKS, method);
      for (int crop = 0; crop < pooled.length; crop++) {
        int at = crop;
        pooled[crop] =
            tasks.stream()
                .filter(task -> task.containsKey(method))
                .map(task -> task.get(method)[at])
                .flatMapToDouble(OptionalDouble::stream)
                .average();
      }
    }
  }

  private List<Aggregate> aggregates() {
    List<Aggregate> all = new ArrayList<>();
    values.forEach(
        (score, tasks) ->
            tasks.forEach((task, methods) -> all.addAll(ofMethods(score, task, methods))));
    return all;
  }

  private List<Aggregate> ofMethods(
      String score, String task, Map<String, OptionalDouble[]> methods) {
    List<Aggregate> aggregates = new ArrayList<>();
    methods.forEach(
        (method, cells) -> {
          OptionalDouble mean = mean(cells, null);
          if (mean.isPresent()) {
            aggregates.add(aggregate(score, task, method, methods));
          }
        });
    return holm(aggregates);
  }

  private Aggregate aggregate(
      String score, String task, String method, Map<String, OptionalDouble[]> methods) {
    OptionalDouble[] cells = methods.get(method);
    Set<String> patients = new HashSet<>();
    int present = 0;
    for (int crop = 0; crop < cells.length; crop++) {
      if (cells[crop].isPresent()) {
        present++;
        patients.add(crops.get(crop).patientId());
      }
    }
    return new Aggregate(
        score,
        method,
        task,
        present,
        patients.size(),
        mean(cells, null).orElseThrow(),
        bootstrap.interval(counts -> mean(cells, counts)),
        difference(method, methods));
  }

  private Optional<Aggregate.Difference> difference(
      String method, Map<String, OptionalDouble[]> methods) {
    OptionalDouble[] others = methods.get(reference);
    if (method.equals(reference) || others == null) {
      return Optional.empty();
    }
    OptionalDouble[] ones = methods.get(method);
    OptionalDouble[] differences = new OptionalDouble[ones.length];
    for (int crop = 0; crop < ones.length; crop++) {
      boolean both = ones[crop].isPresent() && others[crop].isPresent();
      differences[crop] =
          both
              ? OptionalDouble.of(ones[crop].getAsDouble() - others[crop].getAsDouble())
              : OptionalDouble.empty();
    }
    OptionalDouble mean = mean(differences, null);
    if (mean.isEmpty()) {
      return Optional.empty();
    }
    return bootstrap
        .spread(counts -> mean(differences, counts))
        .map(
            spread ->
                new Aggregate.Difference(
                    mean.getAsDouble(), spread.interval(), spread.pValue(), spread.pValue()));
  }

  /** Each p-value times the number of those not smaller, never below a smaller one's. */
  private static List<Aggregate> holm(List<Aggregate> aggregates) {
    List<Aggregate> tested =
        aggregates.stream()
            .filter(aggregate -> aggregate.difference().isPresent())
            .sorted(Comparator.comparingDouble(a -> a.difference().orElseThrow().p()))
            .toList();
    Map<String, Double> adjusted = new LinkedHashMap<>();
    double least = 0;
    for (int i = 0; i < tested.size(); i++) {
      double p = tested.get(i).difference().orElseThrow().p();
      least = Math.max(least, Math.min(1, (tested.size() - i) * p));
      adjusted.put(tested.get(i).method(), least);
    }
    return aggregates.stream()
        .map(
            aggregate ->
                aggregate
                    .difference()
                    .map(d -> aggregate.with(d.withHolm(adjusted.get(aggregate.method()))))
                    .orElse(aggregate))
        .toList();
  }

  /**
   * The mean of what is there.
   *
   * @param counts how often each crop counts; once where null
   */
  private static OptionalDouble mean(OptionalDouble[] cells, int @Nullable [] counts) {
    double sum = 0;
    long weight = 0;
    for (int crop = 0; crop < cells.length; crop++) {
      int count = counts == null ? 1 : counts[crop];
      if (count > 0 && cells[crop].isPresent()) {
        sum += count * cells[crop].getAsDouble();
        weight += count;
      }
    }
    return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weight);
  }
}
