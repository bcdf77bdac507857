package org.nodulens.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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

  /** A corner of the curve. */
  public record Point(double falsePositiveRate, double truePositiveRate) {}

  /** The curve's corners from (0, 0) to (1, 1), highest scores first; empty if one class only. */
  public List<Point> points() {
    int positives = 0;
    for (boolean one : positive) {
      positives += one ? 1 : 0;
    }
    int negatives = positive.length - positives;
    if (positives == 0 || negatives == 0) {
      return List.of();
    }
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    int truePositives = 0;
    for (int at = byScore.length - 1; at >= 0; at--) {
      truePositives += positive[byScore[at]] ? 1 : 0;
      boolean tied = at > 0 && scores[byScore[at - 1]] == scores[byScore[at]];
      if (!tied) {
        int falsePositives = byScore.length - at - truePositives;
        points.add(
            new Point((double) falsePositives / negatives, (double) truePositives / positives));
      }
    }
    return points;
  }
}
