package org.nodulens.evaluation;

import java.util.OptionalDouble;

/** Pairs of readings of the same nodule: a mean over its pairs, then over the nodules. */
final class PairAgreement {
  private PairAgreement() {}

  /** Share of pairs that are equal. */
  static OptionalDouble exact(ReadingCounts readings, int[] weights) {
    return mean(readings, weights, (c, k) -> c == k ? 1 : 0);
  }

  /** How many steps the readings of a pair lie apart. */
  static OptionalDouble absoluteDifference(ReadingCounts readings, int[] weights) {
    return mean(readings, weights, (c, k) -> Math.abs(c - k));
  }

  private interface OfPair {
    double value(int c, int k);
  }

  private static OptionalDouble mean(ReadingCounts readings, int[] weights, OfPair pair) {
    double sum = 0;
    double units = 0;
    for (int unit = 0; unit < readings.units(); unit++) {
      if (weights[unit] > 0) {
        sum += weights[unit] * ofUnit(readings, unit, pair);
        units += weights[unit];
      }
    }
    return units > 0 ? OptionalDouble.of(sum / units) : OptionalDouble.empty();
  }

  private static double ofUnit(ReadingCounts readings, int unit, OfPair pair) {
    double sum = 0;
    for (int c = 0; c < readings.steps(); c++) {
      int first = readings.count(unit, c);
      for (int k = 0; first > 0 && k < readings.steps(); k++) {
        sum += (double) first * (readings.count(unit, k) - (c == k ? 1 : 0)) * pair.value(c, k);
      }
    }
    int count = readings.readings(unit);
    return sum / (count * (count - 1.0));
  }
}
