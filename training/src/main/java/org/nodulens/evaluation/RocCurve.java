package org.nodulens.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The area under the receiver operating characteristic: the probability that a positive scores
 * higher than a negative, a tie counting one half (the Mann-Whitney statistic by mid-ranks); and
 * what can be had at a fixed specificity or sensitivity.
 */
public final class RocCurve {
  /** So that 1 - 0.9 allows one of ten: below any step that a curve can have. */
  private static final double ROUNDING = 1e-12;

  private final int[] byScore;
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
    byScore = Order.ascending(this.scores);
  }

  /** Each case once. Empty if there is but one class. */
  public OptionalDouble auc() {
    return auc(Order.once(scores.length));
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

  /**
   * A threshold and what it gives.
   *
   * @param threshold scores from here on count as positive; infinite where none does
   */
  record Operation(double threshold, double sensitivity, double specificity) {}

  /** The curve's corners from (0, 0) to (1, 1), highest scores first; empty if one class only. */
  public List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (Operation one : operations(Order.once(scores.length))) {
      points.add(new Point(1 - one.specificity(), one.sensitivity()));
    }
    return points;
  }

  /** Every threshold there is, from the strictest on; empty if one class only. */
  List<Operation> operations(int[] counts) {
    long positives = 0;
    long negatives = 0;
    for (int i = 0; i < positive.length; i++) {
      positives += positive[i] ? counts[i] : 0;
      negatives += positive[i] ? 0 : counts[i];
    }
    if (positives == 0 || negatives == 0) {
      return List.of();
    }
    List<Operation> operations = new ArrayList<>();
    operations.add(new Operation(Double.POSITIVE_INFINITY, 0, 1));
    long truePositives = 0;
    long falsePositives = 0;
    for (int at = byScore.length - 1; at >= 0; at--) {
      int i = byScore[at];
      truePositives += positive[i] ? counts[i] : 0;
      falsePositives += positive[i] ? 0 : counts[i];
      if (at == 0 || scores[byScore[at - 1]] != scores[i]) {
        operations.add(
            new Operation(
                scores[i],
                (double) truePositives / positives,
                1 - (double) falsePositives / negatives));
      }
    }
    return operations;
  }

  /**
   * The threshold with the highest sensitivity among those whose specificity is at least so high;
   * no interpolation between thresholds.
   */
  Optional<Operation> atSpecificity(double atLeast, int[] counts) {
    Operation best = null;
    for (Operation one : operations(counts)) {
      if (one.specificity() >= atLeast - ROUNDING
          && (best == null || one.sensitivity() > best.sensitivity())) {
        best = one;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The threshold with the highest specificity among those whose sensitivity is so high. */
  Optional<Operation> atSensitivity(double atLeast, int[] counts) {
    return operations(counts).stream()
        .filter(one -> one.sensitivity() >= atLeast - ROUNDING)
        .findFirst(); // specificity falls from the strictest threshold on
  }
}
