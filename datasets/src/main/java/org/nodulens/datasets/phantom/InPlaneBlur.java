package org.nodulens.datasets.phantom;

import java.util.Arrays;

/** A reconstruction kernel's point spread, columns and rows apart. */
final class InPlaneBlur {
  private static final int REACH = 3;

  private final float[] taps;

  private InPlaneBlur(float[] taps) {
    this.taps = taps;
  }

  /**
   * A Gaussian less a share of a wider one; widths are standard deviations in pixels.
   *
   * @param share 0: none of the wider one; more lets edges overshoot
   */
  static InPlaneBlur sharpened(double width, double wider, double share) {
    float[] taps = new float[2 * REACH + 1];
    double sum = 0;
    for (int i = -REACH; i <= REACH; i++) {
      double tap = gaussian(i, width) - share * gaussian(i, wider);
      taps[i + REACH] = (float) tap;
      sum += tap;
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= (float) sum;
    }
    return new InPlaneBlur(taps);
  }

  private static double gaussian(double x, double width) {
    return Math.exp(-0.5 * Smooth.sq(x / width)) / width;
  }

  /** Blurs an image in place; its border is continued outwards. */
  void apply(float[] image, int columns, float[] aside) {
    int rows = image.length / columns;
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      for (int i = 0; i < columns; i++) {
        boolean inner = i >= REACH && i < columns - REACH;
        aside[start + i] = inner ? alongRow(image, start + i) : atBorder(image, start, columns, i);
      }
    }
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      Arrays.fill(image, start, start + columns, 0);
      for (int tap = -REACH; tap <= REACH; tap++) {
        int from = Math.min(rows - 1, Math.max(0, row + tap)) * columns;
        for (int i = 0; i < columns; i++) {
          image[start + i] += taps[tap + REACH] * aside[from + i];
        }
      }
    }
  }

  private float alongRow(float[] image, int at) {
    return taps[3] * image[at]
        + taps[2] * (image[at - 1] + image[at + 1])
        + taps[1] * (image[at - 2] + image[at + 2])
        + taps[0] * (image[at - 3] + image[at + 3]);
  }

  private float atBorder(float[] image, int start, int columns, int column) {
    float sum = 0;
    for (int tap = -REACH; tap <= REACH; tap++) {
      sum += taps[tap + REACH] * image[start + Math.min(columns - 1, Math.max(0, column + tap))];
    }
    return sum;
  }
}
