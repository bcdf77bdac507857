package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.nodulens.vit.ScoringModels;

/** Calibration figures before and after each {@link Recalibration}. */
final class CalibrationReport {
  /** What the model's own probabilities are called. */
  static final String BEFORE = "before";

  private static final String NO_CALIBRATOR =
      "no calibrator that has not seen these patients: it takes held-out predictions of other folds,"
          + " or model.json's";

  private final Cases cases;
  private final Optional<String> missing;
  private final CalibrationSource source;
  private final String fittedOn;
  private final Map<Recalibration, double[]> calibrated = new EnumMap<>(Recalibration.class);

  CalibrationReport(String task, Cases cases) {
    this.cases = cases;
    missing = cases.tooFewOfAClass();
    source = CalibrationSource.choose(task, cases);
    fittedOn =
        cases.networks().equals(Set.of(ScoringModels.FINAL))
            ? cases.options().calibration().path(task).path(ModelCalibration.FITTED_ON).asText()
            : source.words();
    if (missing.isEmpty()) {
      for (Recalibration kind : Recalibration.values()) {
        kind.probabilities(task, cases, source).ifPresent(some -> calibrated.put(kind, some));
      }
    }
  }

  /** Calibrated probabilities, where there is a calibrator. */
  Optional<double[]> calibrated(Recalibration kind) {
    return Optional.ofNullable(calibrated.get(kind));
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set(BEFORE, figures(missing, cases.predictions()));
    for (Recalibration kind : Recalibration.values()) {
      Optional<String> none =
          missing.or(
              () -> calibrated.containsKey(kind) ? Optional.empty() : Optional.of(NO_CALIBRATOR));
      ObjectNode figures = figures(none, calibrated(kind).orElseGet(cases::predictions));
      if (none.isEmpty()) {
        figures.put(ModelCalibration.FITTED_ON, fittedOn);
      }
      json.set(kind.id(), figures);
    }
    return json;
  }

  private ObjectNode figures(Optional<String> none, double[] probabilities) {
    CalibrationFigures figures = new CalibrationFigures(probabilities, cases.positive());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("brier", cases.figure(none, figures::brier).json());
    json.set("reliability", cases.pushedUp(none, figures::reliability).json());
    json.set("resolution", cases.pushedUp(none, figures::resolution).json());
    json.set("uncertainty", cases.figure(none, figures::uncertainty).json());
    ObjectNode ece = cases.pushedUp(none, figures::expectedCalibrationError).json();
    if (none.isEmpty()) {
      ece.put("by_chance", figures.errorByChance(cases.options().seed()));
    }
    json.set("ece", ece);
    json.set("slope", cases.figure(none, figures::slope).json());
    json.set("intercept", cases.figure(none, figures::intercept).json());
    if (none.isEmpty()) {
      bins(figures, json.putArray("bins"));
    }
    return json;
  }

  private void bins(CalibrationFigures figures, ArrayNode json) {
    List<CalibrationFigures.Bin> bins = figures.bins(Order.once(cases.size()));
    for (int b = 0; b < bins.size(); b++) {
      CalibrationFigures.Bin bin = bins.get(b);
      ObjectNode entry = json.addObject();
      entry.put("from", bin.low()).put("to", bin.high()).put("n", bin.n());
      if (bin.n() > 0) {
        int number = b;
        entry.put("mean_probability", bin.meanProbability());
        entry.put("positive_share", bin.positiveShare());
        cases
            .figure(Optional.empty(), counts -> positiveShare(figures.bins(counts).get(number)))
            .interval()
            .ifPresent(range -> entry.put("low", range.low()).put("high", range.high()));
      }
    }
  }

  private static OptionalDouble positiveShare(CalibrationFigures.Bin bin) {
    return bin.n() > 0 ? OptionalDouble.of(bin.positiveShare()) : OptionalDouble.empty();
  }
}
