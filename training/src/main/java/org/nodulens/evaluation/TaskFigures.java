package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.nodulens.vit.Task;

/** The figures of one task over the predictions that have a label. */
final class TaskFigures {
  /** Below this many nodules or patients there is no figure: chance would speak. */
  private static final int FEWEST_NODULES = 10;

  private static final int FEWEST_PATIENTS = 5;

  private final Task task;
  private final List<ScoredPrediction> labelled;
  private final PatientBootstrap bootstrap;

  TaskFigures(Task task, List<ScoredPrediction> labelled, long seed) {
    this.task = task;
    this.labelled = labelled;
    this.bootstrap =
        new PatientBootstrap(labelled.stream().map(p -> p.subject().patientId()).toList(), seed);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", task.kind().name().toLowerCase(Locale.ROOT));
    json.put("label_rule", task.labelRule());
    json.put("n", labelled.size());
    json.put("patients", bootstrap.patients());
    switch (task.kind()) {
      case BINARY -> binary(json);
      case REGRESSION -> regression(json);
      case MULTICLASS -> json.set("accuracy", tooSmall().orElseGet(this::accuracy).json());
    }
    return json;
  }

  private Optional<Figure> tooSmall() {
    if (labelled.size() >= FEWEST_NODULES && bootstrap.patients() >= FEWEST_PATIENTS) {
      return Optional.empty();
    }
    return Optional.of(
        Figure.none(
            "too small a group: "
                + labelled.size()
                + " labelled nodules of "
                + bootstrap.patients()
                + " patients; at least "
                + FEWEST_NODULES
                + " of "
                + FEWEST_PATIENTS
                + " are needed"));
  }

  private void binary(ObjectNode json) {
    long positives = labelled.stream().filter(TaskFigures::isPositive).count();
    json.put("positives", positives);
    Optional<Figure> missing = tooSmall();
    if (missing.isEmpty() && (positives == 0 || positives == labelled.size())) {
      missing =
          Optional.of(Figure.none("one class only: all labels are " + (positives > 0 ? 1 : 0)));
    }
    RocCurve model = curve(labelled.stream().mapToDouble(ScoredPrediction::prediction).toArray());
    json.set("auc", missing.orElseGet(() -> auc(model)).json());
    Predicate<ScoredPrediction> measured = p -> p.diameterMm().isPresent();
    if (missing.isEmpty() && !labelled.stream().allMatch(measured)) {
      missing = Optional.of(Figure.none("not every nodule has a diameter"));
    }
    RocCurve floor = curve(labelled.stream().mapToDouble(p -> p.diameterMm().orElse(0)).toArray());
    json.set("auc_diameter_alone", missing.orElseGet(() -> auc(floor)).json());
    json.set("auc_gain_over_diameter", missing.orElseGet(() -> gain(model, floor)).json());
  }

  private RocCurve curve(double[] scores) {
    boolean[] positive = new boolean[labelled.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = isPositive(labelled.get(i));
    }
    return new RocCurve(scores, positive);
  }

  private static boolean isPositive(ScoredPrediction prediction) {
    return prediction.label().orElseThrow() > 0.5;
  }

  private Figure auc(RocCurve curve) {
    return Figure.of(curve.auc(), bootstrap.interval(curve::auc));
  }

  /** The paired difference: both areas over the very same draws of patients. */
  private Figure gain(RocCurve model, RocCurve floor) {
    return Figure.of(
        difference(model.auc(), floor.auc()),
        bootstrap.interval(counts -> difference(model.auc(counts), floor.auc(counts))));
  }

  private static OptionalDouble difference(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() && b.isPresent()
        ? OptionalDouble.of(a.getAsDouble() - b.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Of several classes: how often the likeliest one is the label. */
  private Figure accuracy() {
    return Figure.of(
        OptionalDouble.of(
            labelled.stream().filter(TaskFigures::isRight).count() / (double) labelled.size()),
        bootstrap.interval(this::accuracy));
  }

  private OptionalDouble accuracy(int[] counts) {
    double right = 0;
    double all = 0;
    for (int i = 0; i < counts.length; i++) {
      all += counts[i];
      right += isRight(labelled.get(i)) ? counts[i] : 0;
    }
    return all > 0 ? OptionalDouble.of(right / all) : OptionalDouble.empty();
  }

  private static boolean isRight(ScoredPrediction prediction) {
    return prediction.label().orElseThrow() == prediction.prediction();
  }

  private void regression(ObjectNode json) {
    Task.Scaling scaling = task.scaling();
    RegressionFigures figures =
        new RegressionFigures(
            labelled.stream().mapToDouble(p -> scaling.score(p.prediction())).toArray(),
            labelled.stream().mapToDouble(p -> scaling.score(p.label().orElseThrow())).toArray());
    int[] once = new int[labelled.size()];
    Arrays.fill(once, 1);
    Optional<Figure> missing = tooSmall();
    json.set(
        "spearman",
        missing
            .orElseGet(
                () ->
                    Figure.of(
                        figures.rankCorrelation(once),
                        bootstrap.interval(figures::rankCorrelation)))
            .json());
    json.set(
        "mse_z",
        missing
            .orElseGet(
                () ->
                    Figure.of(
                        figures.meanSquaredError(once),
                        bootstrap.interval(figures::meanSquaredError)))
            .json());
    json.set(
        "r2",
        missing
            .orElseGet(
                () ->
                    Figure.of(
                        figures.explainedVariance(once),
                        bootstrap.interval(figures::explainedVariance)))
            .json());
    task.readerNoise().ifPresent(noise -> json.put("reader_noise", noise));
  }
}
