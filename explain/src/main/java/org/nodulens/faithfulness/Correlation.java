package org.nodulens.faithfulness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How far two lists of numbers go together. */
final class Correlation {
  private Correlation() {}

  /** Pearson's; 1 where both are constant, 0 where one is. */
  static double pearson(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double both = 0;
    double onlyA = 0;
    double onlyB = 0;
    for (int i = 0; i < a.length; i++) {
      both += (a[i] - meanA) * (b[i] - meanB);
      onlyA += (a[i] - meanA) * (a[i] - meanA);
      onlyB += (b[i] - meanB) * (b[i] - meanB);
    }
    boolean constantA = isConstant(a);
    boolean constantB = isConstant(b);
    if (constantA || constantB) {
      return constantA && constantB ? 1 : 0;
    }
    double scale = Math.sqrt(onlyA) * Math.sqrt(onlyB);
    return scale > 0 ? Math.max(-1, Math.min(1, both / scale)) : 0;
  }

  /** Spearman's: Pearson's of the ranks, equal values sharing their mean rank. */
  static double spearman(double[] a, double[] b) {
    return pearson(ranks(a), ranks(b));
  }

  static boolean isConstant(double[] values) {
    return Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
