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

  /** Of several classes the likeliest one and its probability. */
  static String prediction(Prediction prediction) {
    Task task = prediction.task();
    if (task.kind() != Task.Kind.MULTICLASS) {
      return value(task, prediction.value());
    }
    int likeliest = prediction.output();
    return task.classes().get(likeliest)
        + " ("
        + decimals(2, prediction.probabilities().get(likeliest))
        + ")";
  }

  static String range(Task task, Spread spread) {
    return value(task, spread.lowest()) + " to " + value(task, spread.highest());
  }
}
