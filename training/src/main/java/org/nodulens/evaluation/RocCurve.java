package org.nodulens.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * The area under the receiver operating characteristic: the probability that a positive scores
 * higher than a negative, a tie counting one half (the Mann-Whitney statistic by mid-ranks).
 */
public final class RocCurve {
  private final Integer[] byScore;
  private final double[] scores;
  private final boolean[] positive;

  /** Scores and classes of the same cases, in the same order. */
  public RocCurve(double[] scores, boolean[] positive) {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException(
          scores.length + " scores do not fit " + positive.length + " classes");
    }
    this.scores = scores.clone();
    this.positive = positive.clone();
    byScore = new Integer[scores.length];
    Arrays.setAll(byScore, i -> i);
    Arrays.sort(byScore, Comparator.comparingDouble(i -> this.scores[i]));
  }

  /** Each case once. Empty if there is but one class. */
  public OptionalDouble auc() {
    int[] once = new int[scores.length];
    Arrays.fill(once, 1);
    return auc(once);
  }

  /**
   * Each case as often as {@code counts} says. Empty if there is but one class.
   *
   * @param counts in the order of the cases
   */
  public OptionalDouble auc(int[] counts) {
    double positives = 0;
    double negatives = 0;
    double concordant = 0;
    int at = 0;
    while (at < byScore.length) {
      double score = scores[byScore[at]];
      double tiedPositives = 0;
      double tiedNegatives = 0;
      for (; at < byScore.length && scores[byScore[at]] == score; at++) {
        int i = byScore[at];
        if (positive[i]) {
          tiedPositives += counts[i];
        } else {
          tiedNegatives += counts[i];
        }
      }
      concordant += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
    }
    return positives > 0 && negatives > 0
        ? OptionalDouble.of(concordant / (positives * negatives))
        : OptionalDouble.empty();
  }
}
