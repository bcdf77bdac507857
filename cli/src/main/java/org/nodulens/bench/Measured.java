package org.nodulens.bench;

import java.util.Arrays;

/**
 * The times of a contender.
 *
 * @param milliseconds of each run, sorted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Measured(String part, String name, double[] milliseconds) {
  static Measured of(Contender contender, double[] milliseconds) {
    double[] sorted = milliseconds.clone();
    Arrays.sort(sorted);
    return new Measured(contender.part(), contender.name(), sorted);
  }

  /** The median; of an even number of runs the lower of the two in the middle. */
  public double medianMs() {
    return milliseconds[(milliseconds.length - 1) / 2];
  }

  public double fastestMs() {
    return milliseconds[0];
  }

  public int runs() {
    return milliseconds.length;
  }
}
