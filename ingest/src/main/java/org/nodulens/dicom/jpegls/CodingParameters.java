package org.nodulens.dicom.jpegls;

import org.nodulens.dicom.DicomFormatException;

/**
 * The parameters that a scan is coded with (T.87 annex A.2.1 and C.2.4.1.1).
 *
 * @param maximum MAXVAL, the largest sample
 * @param near NEAR, by how much a decoded sample may differ; 0 is lossless
 * @param t1 the gradients from which on their class is 2; likewise t2 and t3 for 3 and 4
 * @param reset RESET, the count at which a context is halved
 */
record CodingParameters(int maximum, int near, int t1, int t2, int t3, int reset) {
  private static final int MAX_NEAR = 255;
  private static final int DEFAULT_RESET = 64;
  private static final int MIN_RESET = 3;
  private static final int MAX_RESET_OF_FEW_BITS = 255;

  /**
   * Those of a preset, each 0 replaced by its default.
   *
   * @throws DicomFormatException {@code corrupt-pixels} where the standard forbids them
   */
  static CodingParameters of(int precision, int near, Preset preset) throws DicomFormatException {
    int largest = (1 << precision) - 1;
    int maximum = given(preset.maximum(), largest);
    require("MAXVAL", maximum, 1, largest);
    require("NEAR", near, 0, Math.min(MAX_NEAR, maximum / 2));
    Preset defaults = defaults(maximum, near);
    int t1 = given(preset.t1(), defaults.t1());
    int t2 = given(preset.t2(), defaults.t2());
    int t3 = given(preset.t3(), defaults.t3());
    int reset = given(preset.reset(), defaults.reset());
    require("T1", t1, near + 1, maximum);
    require("T2", t2, t1, maximum);
    require("T3", t3, t2, maximum);
    require("RESET", reset, MIN_RESET, Math.max(MAX_RESET_OF_FEW_BITS, maximum));
    return new CodingParameters(maximum, near, t1, t2, t3, reset);
  }

  private static int given(int preset, int otherwise) {
    return preset == 0 ? otherwise : preset;
  }

  private static void require(String name, int value, int least, int most)
      throws DicomFormatException {
    if (value < least || value > most) {
      throw Faults.corrupt(
          name + " is " + value + ", which is not between " + least + " and " + most);
    }
  }

  /** Table C.3, and the thresholds of C.2.4.1.1.1. */
  private static Preset defaults(int maximum, int near) {
    int t1;
    int t2;
    int t3;
    if (maximum >= 128) {
      int factor = (Math.min(maximum, 4095) + 128) / 256;
      t1 = clamp(factor * (3 - 2) + 2 + 3 * near, near + 1, maximum);
      t2 = clamp(factor * (7 - 3) + 3 + 5 * near, t1, maximum);
      t3 = clamp(factor * (21 - 4) + 4 + 7 * near, t2, maximum);
    } else {
      int factor = 256 / (maximum + 1);
      t1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, maximum);
      t2 = clamp(Math.max(3, 7 / factor + 5 * near), t1, maximum);
      t3 = clamp(Math.max(4, 21 / factor + 7 * near), t2, maximum);
    }
    return new Preset(maximum, t1, t2, t3, DEFAULT_RESET);
  }

  /** Figure C.3: what lies outside becomes the lower bound. */
  private static int clamp(int value, int lower, int maximum) {
    return value > maximum || value < lower ? lower : value;
  }

  /** By how much neighbouring quantised errors differ: 2 * NEAR + 1. */
  int step() {
    return 2 * near + 1;
  }

  /** RANGE, the number of quantised errors (A.2.1). */
  int range() {
    return (maximum + 2 * near) / step() + 1;
  }

  /** qbpp, the bits of a quantised error. */
  int errorBits() {
    return bits(range());
  }

  /** LIMIT, the longest code of an error. */
  int longestCode() {
    int sampleBits = Math.max(2, bits(maximum + 1));
    return 2 * (sampleBits + Math.max(8, sampleBits));
  }

  /** ceil(log2(count)). */
  private static int bits(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
  }

  /** Whether samples wrap around as a power of two does, which makes decoding simpler. */
  boolean isPlain() {
    return near == 0 && Integer.bitCount(maximum + 1) == 1;
  }
}
