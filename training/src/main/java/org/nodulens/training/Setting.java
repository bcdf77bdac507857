package org.nodulens.training;

import java.util.Locale;
import java.util.Optional;

/** One number of a training, under the name that model.json and the command line know it by. */
public enum Setting {
  BATCH(1, 65536, true),
  ACCUMULATE(1, 1024, true),
  RATE(1e-9, 10, false),
  WARM_UP_EPOCHS(0, 100_000, true),
  WEIGHT_DECAY(0, 10, false),
  LAYER_DECAY(1e-3, 1, false),
  LARGEST_GRADIENT(1e-6, 1e9, false),
  DROP_PATH(0, 0.99, false),
  PATCHES_KEPT(1e-3, 1, false),
  AVERAGE(0, 0.999999, false),
  PATIENCE(0, 100_000, true),
  HIDDEN(0, 65536, true),
  SHIFT_MM(0, 100, false),
  GAIN(0, 1, false),
  OFFSET(0, 10, false);

  private final double lowest;
  private final double highest;
  private final boolean whole;

  Setting(double lowest, double highest, boolean whole) {
    this.lowest = lowest;
    this.highest = highest;
    this.whole = whole;
  }

  /** The name in model.json: {@code weight_decay}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is wrong with a value; empty if nothing is. */
  Optional<String> fault(double value) {
    if (value >= lowest && value <= highest && (!whole || value == Math.rint(value))) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s must be %s %s to %s, got %s",
            id().replace('_', '-'),
            whole ? "a whole number from" : "a number from",
            text(lowest),
            text(highest),
            text(value)));
  }

  /** Whole numbers without a fraction. */
  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
