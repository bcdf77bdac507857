package org.nodulens.dicom.jpegls;

import java.util.Arrays;

/**
 * What the errors in each context were like (T.87 A.2, A.6). Four numbers a context: A, B, N, and
 * what follows from them and is needed first, in one word: C, whether the mapping of errors is
 * turned round, and k.
 */
final class Contexts {
  /** (9 * 9 * 9 + 1) / 2, as a context and its mirror image are one. */
  private static final int COUNT = 365;

  private static final int A = 0;
  private static final int B = 1;
  private static final int N = 2;
  private static final int CODE = 3;
  private static final int WORDS = 4;

  private static final int C_SHIFT = 8;
  private static final int TURNED = 0x80;
  private static final int K = 0x1F;
  private static final int MIN_C = -128;
  private static final int MAX_C = 127;

  private final int[] words = new int[COUNT * WORDS];
  private final int reset;
  private final int step;
  private final int firstA;

  Contexts(CodingParameters parameters) {
    this.reset = parameters.reset();
    this.step = parameters.step();
    this.firstA = firstA(parameters);
    clear();
  }

  /** A at the start: A.8. */
  static int firstA(CodingParameters parameters) {
    return Math.max(2, (parameters.range() + 32) / 64);
  }

  void clear() {
    Arrays.fill(words, 0);
    for (int at = 0; at < words.length; at += WORDS) {
      words[at + A] = firstA;
      words[at + N] = 1;
      words[at + CODE] = code(0, firstA, 0, 1);
    }
  }

  /** k, C and the direction of the mapping, by which the next error of a context is coded. */
  int code(int context) {
    return words[context * WORDS + CODE];
  }

  static int k(int code) {
    return code & K;
  }

  /** C, what is added to predictions. */
  static int correction(int code) {
    return code >> C_SHIFT;
  }

  /** The error that a code's value stands for (A.5.2). */
  static int error(int value, int code) {
    int turned = -(code & TURNED) >> C_SHIFT;
    return (value >>> 1) ^ -(value & 1) ^ turned;
  }

  /** Takes an error into account (A.6). */
  void update(int context, int error) {
    int at = context * WORDS;
    int a = words[at + A] + Math.abs(error);
    int b = words[at + B] + error * step;
    int n = words[at + N];
    int c = words[at + CODE] >> C_SHIFT;
    if (n == reset) {
      a >>= 1;
      b >>= 1;
      n >>= 1;
    }
    n++;
    int tooLow = (b + n - 1) >> 31; // -1 where B <= -N
    int tooHigh = -b >> 31; // -1 where B > 0
    b = Math.min(Math.max(b + (n & tooLow) - (n & tooHigh), 1 - n), 0);
    c = Math.min(Math.max(c + tooLow - tooHigh, MIN_C), MAX_C);
    words[at + A] = a;
    words[at + B] = b;
    words[at + N] = n;
    words[at + CODE] = code(c, a, b, n);
  }

  private int code(int c, int a, int b, int n) {
    int k = golombParameter(a, n);
    // Only lossless coding turns the mapping.
    int turned = step == 1 && k == 0 && 2 * b <= -n ? TURNED : 0;
    return c << C_SHIFT | turned | k;
  }

  /** k: the least for which N * 2^k is A or more (A.5.1). */
  static int golombParameter(int a, int n) {
    int k = Math.max(0, Integer.numberOfLeadingZeros(n) - Integer.numberOfLeadingZeros(a));
    return k + (((n << k) - a) >>> 31);
  }
}
