package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nodulens.vit.ScoringModels;

/**
 * Calibrated probabilities, no patient's by a calibrator that saw him: the predictions of a fold by
 * one fitted as {@link CalibrationSource} says, those of the final network by the one in
 * model.json.
 */
enum Recalibration {
  PLATT {
    @Override
    Optional<Calibrator> fit(double[] logits, boolean[] positive) {
      return Calibrator.Platt.fit(logits, positive);
    }

    @Override
    Optional<Calibrator> read(JsonNode json) {
      return json.path("slope").isNumber() && json.path("intercept").isNumber()
          ? Optional.of(
              new Calibrator.Platt(
                  json.path("slope").asDouble(), json.path("intercept").asDouble()))
          : Optional.empty();
    }
  },
  TEMPERATURE {
    @Override
    Optional<Calibrator> fit(double[] logits, boolean[] positive) {
      return Calibrator.Temperature.fit(logits, positive);
    }

    @Override
    Optional<Calibrator> read(JsonNode json) {
      return json.isNumber() && json.asDouble() > 0
          ? Optional.of(new Calibrator.Temperature(json.asDouble()))
          : Optional.empty();
    }
  };

  /** The name in metrics.json and model.json. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract Optional<Calibrator> fit(double[] logits, boolean[] positive);

  /** From model.json's entry of a task. */
  abstract Optional<Calibrator> read(JsonNode json);

  /** Fitted on all of these cases. */
  Optional<Calibrator> fit(Cases cases) {
    return fit(logits(cases), cases.positive());
  }

  /**
   * The calibrated probability of each case; empty where a network that scored some of them has no
   * calibrator that has not seen its patients.
   */
  Optional<double[]> probabilities(String task, Cases cases, CalibrationSource source) {
    Map<String, Optional<Calibrator>> ofNetwork = new TreeMap<>();
    for (String network : cases.networks()) {
      ofNetwork.put(
          network,
          network.equals(ScoringModels.FINAL)
              ? read(cases.options().calibration().path(task).path(id()))
              : fit(source.of(task, network, cases)));
    }
    if (ofNetwork.values().stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<ScoredPrediction> all = cases.all();
    double[] calibrated = new double[all.size()];
    for (int i = 0; i < calibrated.length; i++) {
      ScoredPrediction one = all.get(i);
      Calibrator calibrator = ofNetwork.getOrDefault(one.model(), Optional.empty()).orElseThrow();
      calibrated[i] = calibrator.probability(one.prediction());
    }
    return Optional.of(calibrated);
  }

  private static double[] logits(Cases cases) {
    return cases.all().stream().mapToDouble(p -> Calibrator.logitOf(p.prediction())).toArray();
  }
}
