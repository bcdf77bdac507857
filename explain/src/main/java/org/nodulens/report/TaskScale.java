package org.nodulens.report;

import java.util.Optional;
import org.nodulens.nodule.Rating;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

/**
 * Where a regression's values can lie: a rating from 1 to the highest step, a length from 0. A
 * network's own number may lie beyond, since nothing holds it; people are shown the end of the
 * scale. Tables of predictions and maps keep the very number.
 */
record TaskScale(double lowest, double highest) {
  private static final TaskScale OPEN =
      new TaskScale(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static final TaskScale LENGTH = new TaskScale(0, Double.POSITIVE_INFINITY);

  static TaskScale of(Task task) {
    if (task.kind() != Task.Kind.REGRESSION) {
      return OPEN;
    }
    return switch (task.unit()) {
      case "mm" -> LENGTH;
      case "rating" -> rating(task).map(rating -> new TaskScale(1, rating.highest())).orElse(OPEN);
      default -> OPEN;
    };
  }

  /** Of a task whose value is one of the readers' ratings. */
  static Optional<Rating> rating(Task task) {
    return task.unit().equals("rating") ? Rating.ofColumnName(task.name()) : Optional.empty();
  }

  /** The value, or the end of the scale that it lies beyond. */
  double bounded(double value) {
    return Math.max(lowest, Math.min(highest, value));
  }

  static double bounded(Prediction prediction) {
    return of(prediction.task()).bounded(prediction.value());
  }

  /** Whether the network's own number lies beyond the scale. */
  static boolean isBeyond(Prediction prediction) {
    return bounded(prediction) != prediction.value();
  }
}
