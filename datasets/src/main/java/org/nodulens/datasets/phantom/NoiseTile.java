package org.nodulens.datasets.phantom;

import java.util.SplittableRandom;

/**
 * Quantum noise as a kernel leaves it: correlated over a few pixels, without the lowest
 * frequencies, which back-projection's ramp filter takes out. Mean 0, standard deviation 1; repeats
 * every {@value #SIZE} pixels.
 */
final class NoiseTile {
  static final int SIZE = 512;

  static final NoiseTile SHARP = new NoiseTile("sharp", 0.55, 1.7);
  static final NoiseTile SOFT = new NoiseTile("soft", 1.0, 3.0);

  private static final int MASK = SIZE - 1;
  private static final double WITHOUT_LOW = 0.85;

  private final float[] values;

  /** White noise between two Gaussians, whose standard deviations are in pixels. */
  private NoiseTile(String name, double narrow, double wide) {
    SplittableRandom random = new SeedPath("noise").child(name).random();
    float[] white = new float[SIZE * SIZE];
    for (int i = 0; i < white.length; i++) {
      white[i] = (float) random.nextGaussian();
    }
    values = blurred(white, narrow);
    float[] low = blurred(white, wide);
    double sum2 = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] -= (float) (WITHOUT_LOW * low[i]);
      sum2 += (double) values[i] * values[i];
    }
    float scale = (float) (1 / Math.sqrt(sum2 / values.length));
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
  }

  /** Around the ring, along rows and then along columns. */
  private static float[] blurred(float[] image, double width) {
    int reach = (int) Math.ceil(3 * width);
    float[] taps = new float[2 * reach + 1];
    float sum = 0;
    for (int i = -reach; i <= reach; i++) {
      taps[i + reach] = (float) Math.exp(-0.5 * Smooth.sq(i / width));
      sum += taps[i + reach];
    }
    float[] once = turnedAndBlurred(image, taps, sum);
    return turnedAndBlurred(once, taps, sum);
  }

  /** Blurs along rows and swaps rows and columns. */
  private static float[] turnedAndBlurred(float[] image, float[] taps, float weight) {
    int reach = taps.length / 2;
    float[] turned = new float[image.length];
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        float sum = 0;
        for (int tap = 0; tap < taps.length; tap++) {
          sum += taps[tap] * image[row * SIZE + (column + tap - reach & MASK)];
        }
        turned[column * SIZE + row] = sum / weight;
      }
    }
    return turned;
  }

  /** Adds a row of noise, scaled column by column. */
  void addRow(float[] image, int start, float[] amplitude, Shift shift) {
    int row = (start / amplitude.length + shift.rows() & MASK) * SIZE;
    float weight = (float) shift.weight();
    for (int i = 0; i < amplitude.length; i++) {
      image[start + i] += weight * amplitude[i] * values[row + (i + shift.columns() & MASK)];
    }
  }

  /**
   * Where a slice's noise begins in the tile.
   *
   * @param weight its share; negative turns it over
   */
  record Shift(int columns, int rows, double weight) {
    static Shift draw(SplittableRandom random) {
      return new Shift(random.nextInt(SIZE), random.nextInt(SIZE), random.nextBoolean() ? 1 : -1);
    }

    Shift times(double factor) {
      return new Shift(columns, rows, weight * factor);
    }
  }
}
