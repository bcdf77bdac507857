package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import org.nodulens.vit.Task;

/** A floor's figures, those of the model on the same nodules, and the paired difference. */
final class FloorReport {
  private FloorReport() {}

  static ObjectNode binary(Floor floor) {
    Cases cases = floor.cases();
    Optional<String> missing = floor.absent().or(cases::tooFewOfAClass).or(floor::missing);
    RocCurve own = new RocCurve(floor.predictionsOrZero(), cases.positive());
    RocCurve model = new RocCurve(cases.predictions(), cases.positive());
    ObjectNode json = header(floor);
    json.set("auc", cases.figure(missing, own::auc).json());
    json.set("auc_of_model", cases.figure(missing, model::auc).json());
    json.set("auc_gain", cases.difference(missing, model::auc, own::auc).json());
    Optional<DeLong> delong =
        missing.isPresent()
            ? Optional.empty()
            : DeLong.of(
                new double[][] {cases.predictions(), floor.predictionsOrZero()}, cases.positive());
    json.set("auc_gain_delong", DeLongFigures.difference(delong, missing, cases.extent()));
    return json;
  }

  static ObjectNode regression(Floor floor, Task.Scaling scaling) {
    Cases cases = floor.cases();
    Optional<String> missing = floor.missing();
    double[] labels = zScores(cases.labels(), scaling);
    RegressionFigures own =
        new RegressionFigures(
            missing.isPresent()
                ? new double[cases.size()]
                : zScores(floor.predictionsOrZero(), scaling),
            labels);
    RegressionFigures model = new RegressionFigures(zScores(cases.predictions(), scaling), labels);
    ObjectNode json = header(floor);
    json.set("r2", cases.figure(missing, own::explainedVariance).json());
    json.set("r2_of_model", cases.figure(missing, model::explainedVariance).json());
    json.set(
        "r2_gain",
        cases.difference(missing, model::explainedVariance, own::explainedVariance).json());
    return json;
  }

  private static ObjectNode header(Floor floor) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    floor.features().forEach(json.putArray("features")::add);
    return json.put("n", floor.cases().size()).put("patients", floor.cases().patients());
  }

  static double[] zScores(double[] values, Task.Scaling scaling) {
    return Arrays.stream(values).map(scaling::score).toArray();
  }
}
