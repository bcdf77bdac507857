package org.nodulens.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The area under the ROC curve among nodules of one size: of all pairs of a positive and a negative
 * whose diameters fall within the same millimetre, the share in the right order. What size alone
 * explains is gone, but for what a millimetre leaves. It is the area adjusted for a discrete
 * covariate (Janes and Pepe 2008, doi:10.1093/aje/kwn099), strata weighted by their pairs.
 */
final class SizeMatchedAuc {
  /** Width of a stratum of diameter. */
  static final double STRATUM_MM = 1;

  private final double[] scores;
  private final boolean[] positive;
  private final List<int[]> strata = new ArrayList<>();

  SizeMatchedAuc(double[] scores, boolean[] positive, double[] diametersMm) {
    this.scores = scores.clone();
    this.positive = positive.clone();
    Map<Integer, List<Integer>> byMillimetre = new TreeMap<>();
    for (int i : Order.ascending(scores)) {
      int stratum = (int) Math.floor(diametersMm[i] / STRATUM_MM);
      byMillimetre.computeIfAbsent(stratum, mm -> new ArrayList<>()).add(i);
    }
    for (List<Integer> stratum : byMillimetre.values()) {
      strata.add(stratum.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** How many pairs there are, each case once. */
  long pairs() {
    long pairs = 0;
    for (int[] stratum : strata) {
      long positives = Arrays.stream(stratum).filter(i -> positive[i]).count();
      pairs += positives * (stratum.length - positives);
    }
    return pairs;
  }

  /** Each case as often as counted; empty where no pair is of one size. */
  OptionalDouble auc(int[] counts) {
    double pairs = 0;
    double concordant = 0;
    for (int[] stratum : strata) {
      double positives = 0;
      double negatives = 0;
      int at = 0;
      while (at < stratum.length) {
        double score = scores[stratum[at]];
        double tiedPositives = 0;
        double tiedNegatives = 0;
        for (; at < stratum.length && scores[stratum[at]] == score; at++) {
          int i = stratum[at];
          tiedPositives += positive[i] ? counts[i] : 0;
          tiedNegatives += positive[i] ? 0 : counts[i];
        }
        concordant += tiedPositives * (negatives + tiedNegatives / 2);
        positives += tiedPositives;
        negatives += tiedNegatives;
      }
      pairs += positives * negatives;
    }
    return pairs > 0 ? OptionalDouble.of(concordant / pairs) : OptionalDouble.empty();
  }
}
