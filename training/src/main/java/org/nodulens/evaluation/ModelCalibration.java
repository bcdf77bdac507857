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
 * intercept on the log-odds) and {@code temperature}, fitted on the held-out predictions of every
 * training patient, for crops of strangers.
 */
public final class ModelCalibration {
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

  /** Fitted on the predictions of the folds; a task that has too few of them is left out. */
  public static ObjectNode of(List<ScoredPrediction> predictions, List<Task> tasks) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Task task : tasks) {
      if (task.kind() != Task.Kind.BINARY) {
        continue;
      }
      Cases cases =
          new Cases(
              predictions.stream()
                  .filter(p -> p.task().equals(task.name()) && p.label().isPresent())
                  .filter(p -> !p.model().equals(ScoringModels.FINAL))
                  .toList(),
              EvaluationOptions.of(0));
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
        entry.put("fitted_on", "held-out predictions of the folds");
      }
    }
    return json;
  }
}
