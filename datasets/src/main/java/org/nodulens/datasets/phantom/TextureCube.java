package org.nodulens.datasets.phantom;

import java.util.SplittableRandom;

/** Smooth noise that repeats every {@value #SIZE} steps: mean 0, standard deviation 1. */
final class TextureCube {
  static final int SIZE = 64;

  static final TextureCube SHARED = new TextureCube(new SeedPath("texture").random());

  private static final int MASK = SIZE - 1;

  private final float[] values = new float[SIZE * SIZE * SIZE];

  private TextureCube(SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    for (int step = 1; step < values.length; step *= SIZE) {
      smoothAlong(step);
    }
    double sum2 = 0;
    for (float value : values) {
      sum2 += (double) value * value;
    }
    float scale = (float) (1 / Math.sqrt(sum2 / values.length));
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
  }

  /** [1 2 1] / 4 around the ring of each line. */
  private void smoothAlong(int step) {
    float[] line = new float[SIZE];
    for (int start = 0; start < values.length; start++) {
      if ((start / step & MASK) != 0) {
        continue;
      }
      for (int i = 0; i < SIZE; i++) {
        line[i] = values[start + i * step];
      }
      for (int i = 0; i < SIZE; i++) {
        float sides = line[i - 1 & MASK] + line[i + 1 & MASK];
        values[start + i * step] = 0.5f * line[i] + 0.25f * sides;
      }
    }
  }

  /** Interpolated; in steps of the cube. */
  double at(double x, double y, double z) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    int z0 = (int) Math.floor(z);
    double fz = z - z0;
    return (1 - fz) * plane(x - x0, y - y0, x0, y0, z0)
        + fz * plane(x - x0, y - y0, x0, y0, z0 + 1);
  }

  private double plane(double fx, double fy, int x0, int y0, int z0) {
    int z = (z0 & MASK) * SIZE * SIZE;
    int upper = z + (y0 & MASK) * SIZE;
    int lower = z + (y0 + 1 & MASK) * SIZE;
    int left = x0 & MASK;
    int right = x0 + 1 & MASK;
    double a = values[upper + left] + fx * (values[upper + right] - values[upper + left]);
    double b = values[lower + left] + fx * (values[lower + right] - values[lower + left]);
    return a + fy * (b - a);
  }

  /** The plane at a height, which need not be whole: SIZE x SIZE. */
  float[] slice(double z) {
    int z0 = (int) Math.floor(z);
    float fraction = (float) (z - z0);
    int lower = (z0 & MASK) * SIZE * SIZE;
    int upper = (z0 + 1 & MASK) * SIZE * SIZE;
    float[] slice = new float[SIZE * SIZE];
    for (int i = 0; i < slice.length; i++) {
      slice[i] = values[lower + i] + fraction * (values[upper + i] - values[lower + i]);
    }
    return slice;
  }
}
