package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;

/**
 * What model.json says under {@code calibration}: for each binary task {@code platt} (slope and
 * intercept on the log-odds) and {@code temperature}, for crops of strangers, and what they were
 * fitted on: what the folds predicted of their validation patients, or where those are too few, of
 * the patients they held out.
 */
public final class ModelCalibration {
  /** The key that says what a calibrator was fitted on. */
  static final String FITTED_ON = "fitted_on";

  private ModelCalibration() {}

  /** Platt's scaling of a task's probabilities, where model.json has one. */
  public static Optional<Calibrator> platt(ModelDescription model, Task task) {
    JsonNode platt = model.calibration().path(task.name()).path(Recalibration.PLATT.id());
    return platt.path("slope").isNumber() && platt.path("intercept").isNumber()
        ? Optional.of(
            new Calibrator.Platt(
                platt.path("slope").asDouble(), platt.path("intercept").asDouble()))
        : Optional.empty();
  }

  /**
   * Fitted on predictions of the folds; a task that has too few of them is left out.
   *
   * @param validation what each fold says of its validation patients
   * @param heldOut what each fold says of the patients it held out
   */
  public static ObjectNode of(
      List<ScoredPrediction> validation, List<ScoredPrediction> heldOut, List<Task> tasks) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Task task : tasks) {
      if (task.kind() != Task.Kind.BINARY) {
        continue;
      }
      Cases onValidation = cases(task, validation);
      boolean enough = onValidation.tooFewOfAClass().isEmpty();
      Cases cases = enough ? onValidation : cases(task, heldOut);
      if (cases.tooFewOfAClass().isEmpty()) {
        ObjectNode entry = json.putObject(task.name());
        Recalibration.PLATT
            .fit(cases)
            .map(Calibrator.Platt.class::cast)
            .ifPresent(
                platt ->
                    entry
                        .putObject(Recalibration.PLATT.id())
                        .put("slope", platt.slope())
                        .put("intercept", platt.intercept()));
        Recalibration.TEMPERATURE
            .fit(cases)
            .map(Calibrator.Temperature.class::cast)
            .ifPresent(fit -> entry.put(Recalibration.TEMPERATURE.id(), fit.temperature()));
        entry.put("n", cases.size()).put("patients", cases.patients());
        entry.put(
            FITTED_ON,
            enough ? CalibrationSource.VALIDATION.words() : "held-out predictions of the folds");
      }
    }
    return json;
  }

  private static Cases cases(Task task, List<ScoredPrediction> predictions) {
    return new Cases(
        CalibrationSource.ofTask(task.name(), predictions).stream()
            .filter(p -> !p.model().equals(ScoringModels.FINAL))
            .toList(),
        EvaluationOptions.of(0));
  }
}
