package org.nodulens.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Cases in order. Sorted once; a resample then counts them and sorts nothing. */
final class Order {
  private Order() {}

  /** The numbers of the cases, lowest value first; equal values stay in their order. */
  static int[] ascending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Each of n cases counted once. */
  static int[] once(int n) {
    int[] once = new int[n];
    Arrays.fill(once, 1);
    return once;
  }
}
