package org.nodulens.dicom.jpegls;

/** The pixels of make_streams.py, which stands beside the streams. */
public final class SyntheticSlice {
  public static final int COLUMNS = 37;
  public static final int ROWS = 23;

  private SyntheticSlice() {}

  /** A disc with a ramp and noise that is cut off at the top, on a level ground. */
  public static int[] samples(int bits, boolean signed) {
    int[] samples = new int[COLUMNS * ROWS];
    for (int i = 0; i < samples.length; i++) {
      int x = i % COLUMNS;
      int y = i / COLUMNS;
      int noise = (x * x * 3 + y * y * 5 + x * y * 7) % 64;
      int disc = (1 << (bits - 1)) + (((x * y * 8 + noise) << bits) >> 12);
      boolean inside = (x - 18) * (x - 18) + (y - 11) * (y - 11) < 130;
      int value = inside ? Math.min(disc, (1 << bits) - 1) : 0;
      samples[i] = signed ? value - (1 << (bits - 1)) : value;
    }
    return samples;
  }
}
