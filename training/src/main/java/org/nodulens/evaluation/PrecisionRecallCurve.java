package org.nodulens.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Precision over recall. The area is the average precision Σ (R_k - R_k-1) P_k over the distinct
 * scores from the highest down: steps, for straight lines between the corners are too hopeful
 * (Davis and Goadrich 2006, doi:10.1145/1143844.1143874).
 */
final class PrecisionRecallCurve {
  private final int[] byScore;
  private final double[] scores;
  private final boolean[] positive;

  PrecisionRecallCurve(double[] scores, boolean[] positive) {
    this.scores = scores.clone();
    this.positive = positive.clone();
    byScore = Order.ascending(this.scores);
  }

  /** A corner of the curve. */
  record Point(double recall, double precision) {}

  /** Each case as often as counted; empty where there is no positive. */
  OptionalDouble averagePrecision(int[] counts) {
    double before = 0;
    double area = 0;
    List<Point> points = points(counts);
    for (Point point : points) {
      area += (point.recall() - before) * point.precision();
      before = point.recall();
    }
    return points.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(area);
  }

  /** A corner a distinct score, the highest first; empty where there is no positive. */
  List<Point> points(int[] counts) {
    long positives = 0;
    for (int i = 0; i < positive.length; i++) {
      positives += positive[i] ? counts[i] : 0;
    }
    List<Point> points = new ArrayList<>();
    long truePositives = 0;
    long called = 0;
    for (int at = byScore.length - 1; at >= 0 && positives > 0; at--) {
      int i = byScore[at];
      truePositives += positive[i] ? counts[i] : 0;
      called += counts[i];
      boolean last = at == 0 || scores[byScore[at - 1]] != scores[i];
      if (last && called > 0) {
        points.add(new Point((double) truePositives / positives, (double) truePositives / called));
      }
    }
    return points;
  }
}
