package org.nodulens.report;

import java.util.Locale;
import java.util.OptionalDouble;
import org.nodulens.ct.PatientPoint;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

/** Numbers as people read them. */
final class Shown {
  static final String UNKNOWN = "not known";

  private Shown() {}

  static String decimals(int count, double value) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }

  static String mm(double value) {
    return decimals(1, value) + " mm";
  }

  static String place(PatientPoint point) {
    return String.format(
        Locale.ROOT,
        "L %.1f, P %.1f, S %.1f mm (DICOM LPS)",
        point.xMm(),
        point.yMm(),
        point.zMm());
  }

  static String orUnknown(OptionalDouble value, int count, String unit) {
    return value.isPresent() ? decimals(count, value.getAsDouble()) + " " + unit : UNKNOWN;
  }

  /** A number of a task in its unit. */
  static String value(Task task, double value) {
    return switch (task.unit()) {
      case "probability" -> decimals(3, value);
      case "rating" -> decimals(2, value);
      default -> decimals(1, value) + " " + task.unit();
    };
  }

  /**
   * Of several classes the likeliest one and its probability; a rating as a point of its scale,
   * {@code 4.50 of 5}.
   */
  static String prediction(Prediction prediction) {
    Task task = prediction.task();
    if (task.kind() != Task.Kind.MULTICLASS) {
      String shown =
          value(task, TaskScale.bounded(prediction))
              + TaskScale.rating(task).map(rating -> " of " + rating.highest()).orElse("");
      return TaskScale.isBeyond(prediction)
          ? shown + " (network: " + value(task, prediction.value()) + ", beyond the scale)"
          : shown;
    }
    int likeliest = prediction.output();
    return task.classes().get(likeliest)
        + " ("
        + decimals(2, prediction.probabilities().get(likeliest))
        + ")";
  }

  /** As far as the scale goes. */
  static String range(Task task, Spread spread) {
    TaskScale scale = TaskScale.of(task);
    return value(task, scale.bounded(spread.lowest()))
        + " to "
        + value(task, scale.bounded(spread.highest()));
  }
}
