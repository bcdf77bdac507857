package org.nodulens.dicom.jpegls;

import java.util.Arrays;

/** Encodes line by line; a line becomes what a decoder makes of it. Names as in annex A. */
final class LineEncoder {
  private static final int[] J = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final BitSink out;
  private final CodingParameters p;
  private final int[] a = new int[367];
  private final int[] b = new int[365];
  private final int[] c = new int[365];
  private final int[] n = new int[367];
  private final int[] nn = new int[367];
  private int runIndex;

  LineEncoder(BitSink out, CodingParameters parameters) {
    this.out = out;
    this.p = parameters;
    Arrays.fill(a, Math.max(2, (p.range() + 32) / 64));
    Arrays.fill(n, 1);
  }

  void encode(int[] above, int[] line) {
    int x = 1;
    while (x < line.length - 1) {
      int d1 = above[x + 1] - above[x];
      int d2 = above[x] - above[x - 1];
      int d3 = above[x - 1] - line[x - 1];
      if (Math.abs(d1) <= p.near() && Math.abs(d2) <= p.near() && Math.abs(d3) <= p.near()) {
        x = run(above, line, x);
      } else {
        int q = (gradientClass(d1) * 9 + gradientClass(d2)) * 9 + gradientClass(d3);
        line[x] = regular(line[x], median(line[x - 1], above[x], above[x - 1]), q);
        x++;
      }
    }
  }

  private int gradientClass(int d) {
    int size = Math.abs(d);
    int found =
        size <= p.near() ? 0 : size < p.t1() ? 1 : size < p.t2() ? 2 : size < p.t3() ? 3 : 4;
    return d < 0 ? -found : found;
  }

  private static int median(int left, int upper, int upperLeft) {
    int[] three = {left, upper, left + upper - upperLeft};
    Arrays.sort(three);
    return three[1];
  }

  private int regular(int sample, int median, int q) {
    int sign = q < 0 ? -1 : 1;
    int context = Math.abs(q);
    int prediction = clamp(median + sign * c[context]);
    int error = quantised(sign * (sample - prediction));
    int decoded = decoded(prediction, sign * error);
    int k = golombParameter(a[context], n[context]);
    boolean turned = p.near() == 0 && k == 0 && 2 * b[context] <= -n[context];
    int mapped = error >= 0 ? 2 * error : -2 * error - 1;
    if (turned) {
      mapped = error >= 0 ? 2 * error + 1 : -2 * (error + 1);
    }
    out.golomb(mapped, k, p.longestCode(), p.errorBits());
    learn(context, error);
    return decoded;
  }

  private void learn(int context, int error) {
    b[context] += error * p.step();
    a[context] += Math.abs(error);
    if (n[context] == p.reset()) {
      a[context] >>= 1;
      b[context] >>= 1;
      n[context] >>= 1;
    }
    n[context]++;
    if (b[context] <= -n[context]) {
      b[context] = Math.max(b[context] + n[context], 1 - n[context]);
      c[context] = Math.max(c[context] - 1, -128);
    } else if (b[context] > 0) {
      b[context] = Math.min(b[context] - n[context], 0);
      c[context] = Math.min(c[context] + 1, 127);
    }
  }

  private int run(int[] above, int[] line, int from) {
    int end = line.length - 1;
    int value = line[from - 1];
    int x = from;
    while (x < end && Math.abs(line[x] - value) <= p.near()) {
      line[x++] = value;
    }
    int left = x - from;
    while (left >= 1 << J[runIndex]) {
      out.bits(1, 1);
      left -= 1 << J[runIndex];
      runIndex = Math.min(runIndex + 1, 31);
    }
    if (x == end) {
      if (left > 0) {
        out.bits(1, 1);
      }
      return x;
    }
    out.bits(0, 1);
    out.bits(left, J[runIndex]);
    line[x] = interruption(line[x], value, above[x]);
    runIndex = Math.max(runIndex - 1, 0);
    return x + 1;
  }

  private int interruption(int sample, int left, int upper) {
    int type = Math.abs(left - upper) <= p.near() ? 1 : 0;
    int prediction = type == 1 ? left : upper;
    int sign = type == 0 && left > upper ? -1 : 1;
    int error = quantised(sign * (sample - prediction));
    int decoded = decoded(prediction, sign * error);
    int context = 365 + type;
    int k = golombParameter(a[context] + (type == 1 ? n[context] >> 1 : 0), n[context]);
    boolean few = 2 * nn[context] < n[context];
    boolean map = (k == 0 && error > 0 && few) || (error < 0 && !few) || (error < 0 && k != 0);
    int mapped = 2 * Math.abs(error) - type - (map ? 1 : 0);
    out.golomb(mapped, k, p.longestCode() - J[runIndex] - 1, p.errorBits());
    nn[context] += error < 0 ? 1 : 0;
    a[context] += (mapped + 1 - type) >> 1;
    if (n[context] == p.reset()) {
      a[context] >>= 1;
      n[context] >>= 1;
      nn[context] >>= 1;
    }
    n[context]++;
    return decoded;
  }

  private static int golombParameter(int a, int n) {
    int k = 0;
    while ((long) n << k < a) {
      k++;
    }
    return k;
  }

  /** Divided by 2 * NEAR + 1, to the nearest, and modulo RANGE (A.4.4, A.4.5). */
  private int quantised(int difference) {
    int error = Integer.signum(difference) * ((Math.abs(difference) + p.near()) / p.step());
    if (error < 0) {
      error += p.range();
    }
    return error >= (p.range() + 1) / 2 ? error - p.range() : error;
  }

  private int decoded(int prediction, int error) {
    int modulus = p.range() * p.step();
    int sample = prediction + error * p.step();
    if (sample < -p.near()) {
      sample += modulus;
    } else if (sample > p.maximum() + p.near()) {
      sample -= modulus;
    }
    return clamp(sample);
  }

  private int clamp(int sample) {
    return Math.max(0, Math.min(sample, p.maximum()));
  }
}
