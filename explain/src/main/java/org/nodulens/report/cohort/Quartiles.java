package org.nodulens.report.cohort;

import java.util.Arrays;
import java.util.Optional;

/**
 * Median and quartiles, linear between neighbours in order (Hyndman and Fan 1996,
 * doi:10.1080/00031305.1996.10473566, type 7).
 */
record Quartiles(double first, double median, double third) {
  /** Of at least one number. */
  static Optional<Quartiles> of(double[] values) {
    if (values.length == 0) {
      return Optional.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Optional.of(new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75)));
  }

  private static double at(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
