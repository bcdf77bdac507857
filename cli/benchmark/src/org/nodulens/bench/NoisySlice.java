package org.nodulens.bench;

import java.util.Random;

/** What the codecs are timed on: a smooth picture with noise, of 12 bits. */
public final class NoisySlice {
  private NoisySlice() {}

  /** The pixels, (side, side). */
  public static short[] of(int side) {
    Random random = new Random(1);
    short[] slice = new short[side * side];
    for (int i = 0; i < slice.length; i++) {
      double wave = Math.sin(i % side / 40.0) * Math.cos(i / side / 30.0);
      slice[i] = (short) (1500 + 1000 * wave + 15 * random.nextGaussian());
    }
    return slice;
  }
}
