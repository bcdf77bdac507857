package org.nodulens.training;

import java.util.Arrays;
import java.util.Random;

/**
 * Seeds made from seeds, one a purpose, so that no two draws share a sequence; and the orders that
 * they draw.
 */
final class Seeds {
  private Seeds() {}

  /** SplitMix64's finaliser over a chain of numbers. */
  static long mix(long seed, long... purposes) {
    long mixed = seed;
    for (long purpose : purposes) {
      mixed += 0x9E3779B97F4A7C15L * (purpose + 2);
      mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
      mixed ^= mixed >>> 31;
    }
    return mixed;
  }

  /** 0 ... n - 1 in random order (Fisher and Yates, inside out). */
  static int[] shuffled(int n, Random random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** One of {@code parts} stretches of almost equal length. */
  static int[] part(int[] order, int part, int parts) {
    int from = (int) ((long) part * order.length / parts);
    int to = (int) ((part + 1L) * order.length / parts);
    return Arrays.copyOfRange(order, from, to);
  }
}
