package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nodulens.vit.ScoringModels;

/**
 * Calibrated probabilities, no patient's by a calibrator that saw him: the predictions of a fold by
 * one fitted on the other folds' held-out predictions, those of the final network by the one in
 * model.json, fitted on the held-out predictions of the patients it was trained on.
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
  Optional<double[]> probabilities(String task, Cases cases) {
    Map<String, Optional<Calibrator>> ofNetwork = new TreeMap<>();
    for (String network : cases.networks()) {
      ofNetwork.put(
          network,
          network.equals(ScoringModels.FINAL)
              ? read(cases.options().calibration().path(task).path(id()))
              : fit(heldOutByOthers(cases, network)));
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

  /** Held-out predictions of other folds, without patients that this network scored too. */
  private static Cases heldOutByOthers(Cases cases, String network) {
    Set<String> judged = new HashSet<>();
    for (ScoredPrediction one : cases.all()) {
      if (one.model().equals(network)) {
        judged.add(one.subject().patientId());
      }
    }
    return cases.where(
        p -> !p.model().equals(ScoringModels.FINAL) && !judged.contains(p.subject().patientId()));
  }

  private static double[] logits(Cases cases) {
    return cases.all().stream().mapToDouble(p -> Calibrator.logitOf(p.prediction())).toArray();
  }
}
