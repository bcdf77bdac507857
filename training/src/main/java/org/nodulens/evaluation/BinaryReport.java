package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.nodulens.vit.Task;

/** How well a binary task's probabilities tell positives from negatives. */
final class BinaryReport {
  private static final double[] FIXED = {0.90, 0.95};

  private final Cases cases;
  private final boolean[] positive;
  private final RocCurve model;
  private final RocCurve diameter;
  private final Optional<String> missing;

  BinaryReport(Cases cases) {
    this.cases = cases;
    positive = cases.positive();
    model = new RocCurve(cases.predictions(), positive);
    diameter = new RocCurve(cases.diametersMm(), positive);
    missing = cases.tooFewOfAClass();
  }

  /** All there is to say; pictures too. */
  static List<Plot> write(Task task, Cases cases, ObjectNode json) {
    BinaryReport report = new BinaryReport(cases);
    report.discrimination(json);
    report.sizeMatched(json);
    report.operatingPoints(json);
    List<Floor> floors = Floor.of(task.name(), cases, SimpleModel::logistic);
    ObjectNode ofFloors = json.putObject("floors");
    floors.forEach(floor -> ofFloors.set(floor.name(), FloorReport.binary(floor)));
    CalibrationReport calibration = new CalibrationReport(task.name(), cases);
    json.set("calibration", calibration.json());
    DecisionReport decision = new DecisionReport(cases, calibration, floors.get(0));
    json.set("net_benefit", decision.json());
    json.set("subgroups", SubgroupReport.json(cases, BinaryReport::subgroup));
    return report.missing.isPresent()
        ? List.of()
        : BinaryPlots.of(task.name(), cases, json, new BinaryPlots.Parts(floors, decision));
  }

  private static void subgroup(Cases group, ObjectNode json) {
    json.put("positives", group.positives());
    new BinaryReport(group).areas(json);
  }

  private void discrimination(ObjectNode json) {
    json.put("positives", cases.positives());
    areas(json);
    Optional<DeLong> delong =
        missing.isPresent()
            ? Optional.empty()
            : DeLong.of(new double[][] {cases.predictions(), cases.diametersMm()}, positive);
    json.set("auc_delong", DeLongFigures.area(delong, missing, cases.extent()));
    json.set(
        "auc_gain_over_diameter_delong",
        DeLongFigures.difference(delong, missing.or(cases::unmeasured), cases.extent()));
    PrecisionRecallCurve precision = new PrecisionRecallCurve(cases.predictions(), positive);
    json.set("average_precision", cases.figure(missing, precision::averagePrecision).json());
    json.set("prevalence", cases.figure(cases.tooSmall(), this::prevalence).json());
  }

  private void areas(ObjectNode json) {
    Optional<String> unmeasured = missing.or(cases::unmeasured);
    json.set("auc", cases.figure(missing, model::auc).json());
    json.set("auc_diameter_alone", cases.figure(unmeasured, diameter::auc).json());
    json.set(
        "auc_gain_over_diameter", cases.difference(unmeasured, model::auc, diameter::auc).json());
  }

  private OptionalDouble prevalence(int[] counts) {
    double n = 0;
    double positives = 0;
    for (int i = 0; i < positive.length; i++) {
      n += counts[i];
      positives += positive[i] ? counts[i] : 0;
    }
    return n > 0 ? OptionalDouble.of(positives / n) : OptionalDouble.empty();
  }

  private void sizeMatched(ObjectNode json) {
    double[] diametersMm = cases.diametersMm();
    SizeMatchedAuc ofModel = new SizeMatchedAuc(cases.predictions(), positive, diametersMm);
    SizeMatchedAuc ofDiameter = new SizeMatchedAuc(diametersMm, positive, diametersMm);
    Optional<String> unmatched =
        missing
            .or(cases::unmeasured)
            .or(
                () ->
                    ofModel.pairs() > 0
                        ? Optional.empty()
                        : Optional.of("no positive and negative nodule are of one size"));
    ObjectNode matched = cases.figure(unmatched, ofModel::auc).json();
    json.set("auc_size_matched", matched.put("pairs", ofModel.pairs()));
    json.set("auc_size_matched_diameter_alone", cases.figure(unmatched, ofDiameter::auc).json());
  }

  private void operatingPoints(ObjectNode json) {
    int[] once = Order.once(cases.size());
    ObjectNode sensitivity = json.putObject("sensitivity_at_specificity");
    ObjectNode specificity = json.putObject("specificity_at_sensitivity");
    for (double fixed : FIXED) {
      String key = String.format(Locale.ROOT, "%.2f", fixed);
      ObjectNode one =
          cases
              .figure(
                  missing,
                  counts ->
                      value(model.atSpecificity(fixed, counts), RocCurve.Operation::sensitivity))
              .json();
      model.atSpecificity(fixed, once).ifPresent(at -> putThreshold(one, at));
      sensitivity.set(key, one);
      ObjectNode other =
          cases
              .figure(
                  missing,
                  counts ->
                      value(model.atSensitivity(fixed, counts), RocCurve.Operation::specificity))
              .json();
      model.atSensitivity(fixed, once).ifPresent(at -> putThreshold(other, at));
      specificity.set(key, other);
    }
    ObjectNode half = json.putObject("at_threshold_0.5");
    ConfusionMatrix matrix = atOneHalf();
    half.set("accuracy", cases.figure(missing, matrix::accuracy).json());
    half.set("kappa", cases.figure(missing, matrix::kappa).json());
    half.set("sensitivity", cases.figure(missing, counts -> matrix.recall(1, counts)).json());
    half.set("specificity", cases.figure(missing, counts -> matrix.recall(0, counts)).json());
  }

  /** A threshold that calls nothing positive is none. */
  private void putThreshold(ObjectNode json, RocCurve.Operation at) {
    if (missing.isEmpty() && Double.isFinite(at.threshold())) {
      json.put("threshold", at.threshold());
    }
  }

  private static OptionalDouble value(
      Optional<RocCurve.Operation> at, ToDoubleFunction<RocCurve.Operation> figure) {
    return at.isPresent()
        ? OptionalDouble.of(figure.applyAsDouble(at.get()))
        : OptionalDouble.empty();
  }

  private ConfusionMatrix atOneHalf() {
    int[] predicted = new int[positive.length];
    int[] labels = new int[positive.length];
    double[] probabilities = cases.predictions();
    for (int i = 0; i < positive.length; i++) {
      predicted[i] = probabilities[i] >= 0.5 ? 1 : 0;
      labels[i] = positive[i] ? 1 : 0;
    }
    return new ConfusionMatrix(2, predicted, labels);
  }
}
