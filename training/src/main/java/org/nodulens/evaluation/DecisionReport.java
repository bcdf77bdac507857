package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Net benefit of acting by each predictor's probability, against acting always and never. */
final class DecisionReport {
  private static final double[] THRESHOLDS = {0.1, 0.2, 0.3, 0.5};

  private final Cases cases;
  private final Optional<String> missing;
  private final Map<String, DecisionCurve> curves = new LinkedHashMap<>();

  /**
   * Of the model, the model after Platt's scaling, and the diameter's floor.
   *
   * @param floor of the diameter; left out where it lacks a nodule
   */
  DecisionReport(Cases cases, CalibrationReport calibration, Floor floor) {
    this.cases = cases;
    missing = cases.tooFewOfAClass();
    curves.put("model", new DecisionCurve(cases.predictions(), cases.positive()));
    calibration
        .calibrated(Recalibration.PLATT)
        .ifPresent(p -> curves.put("model_platt", new DecisionCurve(p, cases.positive())));
    if (floor.cases().size() == cases.size()) {
      floor
          .predictions()
          .ifPresent(p -> curves.put("diameter", new DecisionCurve(p, cases.positive())));
    }
  }

  /** The curves by name; the model's first. */
  Map<String, DecisionCurve> curves() {
    return curves;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    DecisionCurve any = curves.values().iterator().next();
    for (double threshold : THRESHOLDS) {
      ObjectNode at = json.putObject(String.format(Locale.ROOT, "%.2f", threshold));
      curves.forEach(
          (name, curve) ->
              at.set(
                  name,
                  cases.figure(missing, counts -> curve.netBenefit(threshold, counts)).json()));
      at.set(
          "treat_all",
          cases.figure(missing, counts -> any.ofTreatingAll(threshold, counts)).json());
      at.put("treat_none", 0);
    }
    return json;
  }
}
