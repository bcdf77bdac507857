package org.nodulens.evaluation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One prediction and what it is held against.
 *
 * @param task its name
 * @param model the network that scored: {@code final} or {@code fold-k}
 * @param prediction a probability, or in the task's unit
 * @param label as the task's rule gives it; empty where there is none
 * @param diameterMm of the nodule, where it is known
 * @param ambiguousMean mean reading of a nodule that its rule leaves out because the readers'
 *     median is 3; empty for all others
 * @param probabilities of each class, where the task has several
 */
public record ScoredPrediction(
    Subject subject,
    String task,
    String model,
    double prediction,
    OptionalDouble label,
    OptionalDouble diameterMm,
    OptionalDouble ambiguousMean,
    List<Double> probabilities) {

  /** Of a clear nodule and a task of one output. */
  public ScoredPrediction(
      Subject subject,
      String task,
      String model,
      double prediction,
      OptionalDouble label,
      OptionalDouble diameterMm) {
    this(subject, task, model, prediction, label, diameterMm, OptionalDouble.empty(), List.of());
  }

  /** Whose nodule it is. */
  public record Subject(String cropId, String patientId) {}

  public ScoredPrediction {
    probabilities = List.copyOf(probabilities);
    if (!Double.isFinite(prediction)) {
      throw new IllegalArgumentException(
          "crop " + subject.cropId() + " has prediction " + prediction + " for " + task);
    }
  }

  /** The same prediction held against something else. */
  public ScoredPrediction withLabel(OptionalDouble other) {
    return new ScoredPrediction(
        subject, task, model, prediction, other, diameterMm, ambiguousMean, probabilities);
  }
}
