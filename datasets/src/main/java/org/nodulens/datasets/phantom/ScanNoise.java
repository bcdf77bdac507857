package org.nodulens.datasets.phantom;

import java.util.SplittableRandom;

/** A scan's noise: correlated in the plane and with the next slice, most in the body's middle. */
final class ScanNoise {
  private static final double BODY_MM = 115;

  private final Scanner scanner;
  private final SeedPath seed;
  private final float[] alongRow;
  private final float[] alongColumn;
  private final float[] amplitude;

  ScanNoise(Scanner scanner, SeedPath seed, SliceImage image) {
    this.scanner = scanner;
    this.seed = seed;
    alongRow = new float[image.columns()];
    for (int i = 0; i < alongRow.length; i++) {
      alongRow[i] = (float) Math.exp(-0.5 * Smooth.sq(image.xMm(i) / (1.15 * BODY_MM)));
    }
    alongColumn = new float[image.rows()];
    for (int j = 0; j < alongColumn.length; j++) {
      alongColumn[j] = (float) Math.exp(-0.5 * Smooth.sq((image.yMm(j) - 10) / (0.9 * BODY_MM)));
    }
    amplitude = new float[image.columns()];
  }

  /** Adds a slice's noise: its own, and what it shares with the slice above. */
  void add(float[] hu, int slice) {
    double shared = scanner.sharedNoise();
    NoiseTile.Shift own = shift(slice).times(Math.sqrt(1 - shared * shared));
    NoiseTile.Shift above = shift(slice + 1).times(shared);
    float middle = (float) scanner.noiseHu();
    for (int row = 0; row < alongColumn.length; row++) {
      for (int i = 0; i < amplitude.length; i++) {
        amplitude[i] = middle * (0.6f + 0.4f * alongRow[i] * alongColumn[row]);
      }
      int start = row * amplitude.length;
      scanner.noise().addRow(hu, start, amplitude, own);
      scanner.noise().addRow(hu, start, amplitude, above);
    }
  }

  private NoiseTile.Shift shift(int slice) {
    SplittableRandom random = seed.child(Integer.toString(slice)).random();
    return NoiseTile.Shift.draw(random);
  }
}
