package org.nodulens.dicom.jpeglossless;

import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;

/** The pixels of make_streams.py, which stands beside the streams. */
final class SyntheticSlice {
  static final int COLUMNS = 37;
  static final int ROWS = 23;

  private SyntheticSlice() {}

  static FrameLayout layout(int bits, boolean signed) {
    int allocated = bits == 8 ? 8 : 16;
    return new FrameLayout(COLUMNS, ROWS, new PixelFormat(allocated, bits, bits - 1, signed));
  }

  /** A ramp, a step, and noise of a linear congruential generator, over all of the bits. */
  static short[] samples(int bits, boolean signed) {
    short[] samples = new short[COLUMNS * ROWS];
    long state = 12345;
    for (int i = 0; i < samples.length; i++) {
      int row = i / COLUMNS;
      int column = i % COLUMNS;
      state = (state * 1103515245 + 12345) & 0x7FFFFFFF;
      long noise = row % 5 == 4 ? (state >> 8) % (1 << bits) : (state >> 16) % 8;
      int step = column > 20 ? 1 << (bits - 1) : 0;
      int value = (int) ((((column * row) << bits) / 1024 + step + noise) % (1 << bits));
      samples[i] = (short) (signed && value >= 1 << (bits - 1) ? value - (1 << bits) : value);
    }
    return samples;
  }
}
