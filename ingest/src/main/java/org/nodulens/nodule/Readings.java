package org.nodulens.nodule;

import java.util.List;
import java.util.OptionalDouble;

/** What the readers gave for one rating of one nodule, in reader order; empty if none did. */
public record Readings(List<Integer> values) {
  public static final Readings NONE = new Readings(List.of());

  public Readings {
    values = List.copyOf(values);
  }

  public int count() {
    return values.size();
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * The arithmetic mean.
   *
   * @throws IllegalStateException if there is no reading
   */
  public double mean() {
    requireAny();
    return values.stream().mapToInt(Integer::intValue).average().orElseThrow();
  }

  /**
   * The middle reading, or the mean of the two in the middle.
   *
   * @throws IllegalStateException if there is no reading
   */
  public double median() {
    requireAny();
    List<Integer> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
  }

  /**
   * How far the readings lie apart: the standard deviation of a sample, over n - 1; empty for fewer
   * than two readings.
   */
  public OptionalDouble standardDeviation() {
    if (values.size() < 2) {
      return OptionalDouble.empty();
    }
    double mean = mean();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return OptionalDouble.of(Math.sqrt(squares / (values.size() - 1)));
  }

  private void requireAny() {
    if (values.isEmpty()) {
      throw new IllegalStateException("no reader gave this rating");
    }
  }
}
