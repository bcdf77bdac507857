package org.nodulens.evaluation;

import java.util.List;

/**
 * How many readers gave each step of a scale, nodule by nodule. Readers are interchangeable: LIDC's
 * are anonymous, and the first of one nodule is not the first of another.
 */
final class ReadingCounts {
  private final int[][] counts;
  private final int[] readings;

  private ReadingCounts(int[][] counts) {
    this.counts = counts;
    readings = new int[counts.length];
    for (int unit = 0; unit < counts.length; unit++) {
      for (int count : counts[unit]) {
        readings[unit] += count;
      }
    }
  }

  /**
   * Counts.
   *
   * @param units at least two readings each, from 1 to {@code highest}
   */
  static ReadingCounts of(List<List<Integer>> units, int highest) {
    int[][] counts = new int[units.size()][highest];
    for (int unit = 0; unit < counts.length; unit++) {
      if (units.get(unit).size() < 2) {
        throw new IllegalArgumentException(
            "agreement takes two readings, unit " + unit + " has one");
      }
      for (int reading : units.get(unit)) {
        counts[unit][reading - 1]++;
      }
    }
    return new ReadingCounts(counts);
  }

  int units() {
    return counts.length;
  }

  /** Steps of the scale. */
  int steps() {
    return counts.length == 0 ? 0 : counts[0].length;
  }

  /** How many readers gave a step, counted from 0, to a nodule. */
  int count(int unit, int step) {
    return counts[unit][step];
  }

  /** How many readings a nodule has. */
  int readings(int unit) {
    return readings[unit];
  }

  /** All readings. */
  long readings() {
    long all = 0;
    for (int count : readings) {
      all += count;
    }
    return all;
  }
}
