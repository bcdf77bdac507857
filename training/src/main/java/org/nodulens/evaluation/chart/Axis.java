package org.nodulens.evaluation.chart;

import java.util.ArrayList;
import java.util.List;

/** One direction of a chart: what it shows, and from where to where. */
public record Axis(String label, double low, double high) {
  private static final int FEWEST_STEPS = 4;
  private static final double ROUNDING = 1e-9;

  public Axis {
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException("an axis from " + low + " to " + high);
    }
  }

  /** From 0 to 1. */
  public static Axis share(String label) {
    return new Axis(label, 0, 1);
  }

  /** Just wide enough for values, with a margin; something sensible where they are all the same. */
  public static Axis around(String label, double lowest, double highest) {
    double margin = highest > lowest ? 0.04 * (highest - lowest) : 0.5;
    return new Axis(label, lowest - margin, highest + margin);
  }

  /** 1, 2, 2.5 or 5 times a power of ten apart, at least four steps. */
  List<Double> ticks() {
    double step = Math.pow(10, Math.ceil(Math.log10(high - low)));
    double[] finer = {0.5, 0.25, 0.2, 0.1};
    double chosen = step;
    for (int i = 0; (high - low) / chosen < FEWEST_STEPS - ROUNDING; i++) {
      if (i == finer.length) {
        step /= 10;
        i = 0;
      }
      chosen = step * finer[i];
    }
    List<Double> ticks = new ArrayList<>();
    for (long k = (long) Math.ceil(low / chosen - ROUNDING);
        k * chosen <= high + ROUNDING * chosen;
        k++) {
      ticks.add(k * chosen);
    }
    return ticks;
  }

  /** 0 at the low end, 1 at the high end. */
  double fraction(double value) {
    return (value - low) / (high - low);
  }
}
