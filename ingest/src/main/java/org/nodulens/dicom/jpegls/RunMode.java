package org.nodulens.dicom.jpegls;

import java.util.Arrays;
import org.nodulens.dicom.DicomFormatException;

/** Runs of one value, and the sample that ends a run (T.87 A.7). */
final class RunMode {
  /** J: a run's bit stands for 2^J samples (A.2.1). */
  private static final int[] J = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final BitSource in;
  private final CodingParameters parameters;
  private final Reconstruction reconstruction;
  private final int longestError;
  private int index;
  private final int[] a = new int[2];
  private final int[] n = new int[2];
  private final int[] negative = new int[2];

  RunMode(BitSource in, CodingParameters parameters) {
    this.in = in;
    this.parameters = parameters;
    this.reconstruction = new Reconstruction(parameters);
    this.longestError = 2 * parameters.range();
    clear();
  }

  void clear() {
    index = 0;
    Arrays.fill(a, Contexts.firstA(parameters));
    Arrays.fill(n, 1);
    Arrays.fill(negative, 0);
  }

  /**
   * Decodes a run and the sample behind it.
   *
   * @param line of samples, from index 1 to the last but one
   * @return the index behind the last sample decoded
   */
  int decode(int[] above, int[] line, int from) throws DicomFormatException {
    int end = line.length - 1;
    int value = line[from - 1];
    int at = from;
    while (in.bit() == 1) {
      int whole = 1 << J[index];
      int runEnd = Math.min(at + whole, end);
      if (runEnd == at + whole && index < J.length - 1) {
        index++;
      }
      Arrays.fill(line, at, runEnd, value);
      at = runEnd;
      if (at == end) {
        return at;
      }
    }
    int runEnd = at + in.bits(J[index]);
    if (runEnd >= end) {
      throw Faults.corrupt("a run of " + (runEnd - from) + " samples leads beyond its line");
    }
    Arrays.fill(line, at, runEnd, value);
    line[runEnd] = interruption(value, above[runEnd]);
    index = Math.max(0, index - 1);
    return runEnd + 1;
  }

  /** The sample that differs (A.7.2). */
  private int interruption(int left, int above) throws DicomFormatException {
    int type = Math.abs(left - above) <= parameters.near() ? 1 : 0;
    int k = Contexts.golombParameter(a[type] + (type == 1 ? n[type] >> 1 : 0), n[type]);
    int errorBits = parameters.errorBits();
    int longestPrefix = parameters.longestCode() - J[index] - 1 - errorBits - 1;
    int value = in.golomb(k, longestPrefix, errorBits);
    if (value > longestError) {
      throw Faults.corrupt("an error of " + value);
    }
    int error = error(value + type, k, type);
    update(type, value, error);
    if (type == 1) {
      return reconstruction.sample(left, error);
    }
    return reconstruction.sample(above, left > above ? -error : error);
  }

  private int error(int value, int k, int type) {
    int map = value & 1;
    int magnitude = (value + map) / 2;
    boolean negativeIsOdd = k != 0 || 2 * negative[type] >= n[type];
    return negativeIsOdd == (map == 1) ? -magnitude : magnitude;
  }

  private void update(int type, int value, int error) {
    if (error < 0) {
      negative[type]++;
    }
    a[type] += (value + 1 - type) >> 1;
    if (n[type] == parameters.reset()) {
      a[type] >>= 1;
      n[type] >>= 1;
      negative[type] >>= 1;
    }
    n[type]++;
  }
}
