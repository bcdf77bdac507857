package org.nodulens.explain;

import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.InverseErf;

/**
 * Standard normal deviates, rounded to one of 65,536 equally likely values (the largest is 4.3, the
 * variance exactly 1): four of them cost one random number and a table, a quarter of what exact
 * ones cost.
 */
final class NormalDeviates {
  private static final int VALUES = 1 << 16;
  private static final float[] TABLE = table();

  private final SplittableRandom random;

  NormalDeviates(SplittableRandom random) {
    this.random = random;
  }

  /** to[i] = from[i] + scale · deviate, for all i. */
  void addTo(float[] from, float scale, float[] to) {
    int i = 0;
    for (; i + 3 < to.length; i += 4) {
      long bits = random.nextLong();
      to[i] = from[i] + scale * TABLE[(int) (bits & 0xffff)];
      to[i + 1] = from[i + 1] + scale * TABLE[(int) (bits >>> 16 & 0xffff)];
      to[i + 2] = from[i + 2] + scale * TABLE[(int) (bits >>> 32 & 0xffff)];
      to[i + 3] = from[i + 3] + scale * TABLE[(int) (bits >>> 48)];
    }
    long bits = random.nextLong();
    for (; i < to.length; i++) {
      to[i] = from[i] + scale * TABLE[(int) (bits & 0xffff)];
      bits >>>= 16;
    }
  }

  /** The deviate at the middle of each 65,536th part of the probability, scaled to variance 1. */
  private static float[] table() {
    double[] quantiles = new double[VALUES];
    double squares = 0;
    for (int i = 0; i < VALUES; i++) {
      quantiles[i] = Math.sqrt(2) * InverseErf.value((2 * i + 1.0) / VALUES - 1);
      squares += quantiles[i] * quantiles[i];
    }
    float[] table = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      table[i] = (float) (quantiles[i] / Math.sqrt(squares / VALUES));
    }
    return table;
  }
}
