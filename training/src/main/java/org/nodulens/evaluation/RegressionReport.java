package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.vit.Task;

/** How near a regression comes to its labels, in z units, and how near it could come. */
final class RegressionReport {
  private final Task task;
  private final Cases cases;
  private final RegressionFigures figures;

  private RegressionReport(Task task, Cases cases) {
    this.task = task;
    this.cases = cases;
    figures =
        new RegressionFigures(
            FloorReport.zScores(cases.predictions(), task.scaling()),
            FloorReport.zScores(cases.labels(), task.scaling()));
  }

  /** All there is to say; pictures too. */
  static List<Plot> write(Task task, Cases cases, ObjectNode json) {
    RegressionReport report = new RegressionReport(task, cases);
    report.nearness(json);
    task.readerNoise().ifPresent(noise -> json.put("reader_noise", noise));
    json.set("noise_ceiling", report.ceiling());
    ObjectNode floors = json.putObject("floors");
    if (!LabelRule.MEASURED.isOf(task)) { // the diameter is no floor of itself
      for (Floor floor : Floor.of(task.name(), cases, report.learner())) {
        floors.set(floor.name(), FloorReport.regression(floor, task.scaling()));
      }
    }
    json.set(
        "subgroups",
        SubgroupReport.json(
            cases, (group, entry) -> new RegressionReport(task, group).nearness(entry)));
    return cases.tooSmall().isPresent() ? List.of() : List.of(RegressionPlot.of(task, cases, json));
  }

  /** Linear in z units, so that a logarithmic target is predicted as such. */
  private SimpleModel.Learner learner() {
    Task.Scaling scaling = task.scaling();
    return (rows, targets) ->
        SimpleModel.linear(rows, FloorReport.zScores(targets, scaling))
            .map(model -> model.then(scaling::value));
  }

  private void nearness(ObjectNode json) {
    Optional<String> missing = cases.tooSmall();
    json.set("spearman", cases.figure(missing, figures::rankCorrelation).json());
    json.set("mse_z", cases.figure(missing, figures::meanSquaredError).json());
    json.set("r2", cases.figure(missing, figures::explainedVariance).json());
  }

  private ObjectNode ceiling() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Optional<Rating> rating = Rating.ofColumnName(task.name());
    boolean averaged = rating.isPresent() && LabelRule.MEAN.isOf(task);
    Cases read =
        cases.where(
            p ->
                averaged
                    && cases
                        .crop(p)
                        .filter(crop -> !crop.readings(rating.orElseThrow()).isEmpty())
                        .isPresent());
    Optional<String> missing =
        averaged
            ? read.size() == 0
                ? Optional.of("the single readings are not at hand")
                : read.tooSmall()
            : Optional.of("the label is no mean of readings");
    List<Readings> readings =
        read.all().stream()
            .map(p -> cases.crop(p).orElseThrow().readings(rating.orElseThrow()))
            .toList();
    NoiseCeiling ceiling = ceiling(readings);
    double deviation = task.scaling().std();
    json.set(
        "mse_z",
        read.figure(missing, counts -> scaled(ceiling.lowestError(counts), deviation)).json());
    json.set("r2", read.figure(missing, ceiling::highestR2).json());
    json.set("correlation", read.figure(missing, ceiling::highestCorrelation).json());
    return json;
  }

  private static NoiseCeiling ceiling(List<Readings> readings) {
    double[] labels = readings.stream().mapToDouble(Readings::mean).toArray();
    double[] squares = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      for (int value : readings.get(i).values()) {
        squares[i] += (value - labels[i]) * (value - labels[i]);
      }
    }
    return new NoiseCeiling(labels, squares, readings.stream().mapToInt(Readings::count).toArray());
  }

  private static OptionalDouble scaled(OptionalDouble error, double deviation) {
    return error.isPresent()
        ? OptionalDouble.of(error.getAsDouble() / (deviation * deviation))
        : OptionalDouble.empty();
  }
}
