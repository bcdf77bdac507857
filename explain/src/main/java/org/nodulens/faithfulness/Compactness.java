package org.nodulens.faithfulness;

import org.nodulens.explain.ImportanceMap;

/** How much of a map is as good as empty: a map that marks everything tells little. */
public final class Compactness {
  /** What counts as empty, as a share of the map's largest absolute value. */
  public static final double EMPTY = 0.05;

  private Compactness() {}

  /**
   * The share of elements with |v| at most {@value #EMPTY} of the largest |v|, on the map's own
   * grid: 1 for a map of zeros, 0 for any other constant.
   */
  public static double of(ImportanceMap map) {
    double largest = Math.max(Math.abs(map.minimum()), Math.abs(map.maximum()));
    float[] values = map.values();
    int empty = 0;
    for (float value : values) {
      empty += Math.abs(value) <= EMPTY * largest ? 1 : 0;
    }
    return (double) empty / values.length;
  }
}
