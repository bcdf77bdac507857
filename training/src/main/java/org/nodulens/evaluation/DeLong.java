package org.nodulens.evaluation;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Areas under ROC curves of the same cases, with their covariance (DeLong, DeLong and
 * Clarke-Pearson 1988, doi:10.2307/2531595), by mid-ranks (Sun and Xu 2014,
 * doi:10.1109/LSP.2014.2337313). It takes cases for independent, which nodules of one patient are
 * not: {@link PatientBootstrap} does not.
 */
final class DeLong {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double HALF_WIDTH = NORMAL.inverseCumulativeProbability(0.975);

  private final double[] areas;
  private final double[][] covariance;

  private DeLong(double[] areas, double[][] covariance) {
    this.areas = areas;
    this.covariance = covariance;
  }

  /**
   * Of one predictor or several.
   *
   * @param predictors scores, a row a predictor
   * @param positive of each case
   * @return empty if there are fewer than two cases of a class
   */
  static Optional<DeLong> of(double[][] predictors, boolean[] positive) {
    int positives = 0;
    for (boolean one : positive) {
      positives += one ? 1 : 0;
    }
    int negatives = positive.length - positives;
    if (positives < 2 || negatives < 2) {
      return Optional.empty();
    }
    double[] areas = new double[predictors.length];
    double[][] ofPositives = new double[predictors.length][];
    double[][] ofNegatives = new double[predictors.length][];
    for (int p = 0; p < predictors.length; p++) {
      ofPositives[p] = components(predictors[p], positive, true, positives);
      ofNegatives[p] = components(predictors[p], positive, false, negatives);
      areas[p] = Arrays.stream(ofPositives[p]).average().orElseThrow();
    }
    double[][] covariance = new double[areas.length][areas.length];
    for (int p = 0; p < areas.length; p++) {
      for (int q = 0; q < areas.length; q++) {
        covariance[p][q] =
            covariance(ofPositives[p], ofPositives[q], areas[p], areas[q]) / positives
                + covariance(ofNegatives[p], ofNegatives[q], areas[p], areas[q]) / negatives;
      }
    }
    return Optional.of(new DeLong(areas, covariance));
  }

  /**
   * The structural components V10 (of positives) or V01 (of negatives): for each case the share of
   * the other class that it is in the right order with, from its mid-rank among all cases less that
   * among its own class.
   */
  private static double[] components(
      double[] scores, boolean[] positive, boolean ofPositives, int size) {
    double[] own = new double[size];
    double[] amongAll = new double[size];
    double[] ranks = midRanks(scores);
    int k = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i] == ofPositives) {
        own[k] = scores[i];
        amongAll[k++] = ranks[i];
      }
    }
    double[] amongOwn = midRanks(own);
    int others = scores.length - size;
    for (int i = 0; i < size; i++) {
      double below = (amongAll[i] - amongOwn[i]) / others;
      amongAll[i] = ofPositives ? below : 1 - below;
    }
    return amongAll;
  }

  private static double[] midRanks(double[] values) {
    return new NaturalRanking(TiesStrategy.AVERAGE).apply(values);
  }

  private static double covariance(double[] a, double[] b, double meanA, double meanB) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return sum / (a.length - 1);
  }

  double area(int predictor) {
    return areas[predictor];
  }

  double covariance(int one, int other) {
    return covariance[one][other];
  }

  double standardError(int predictor) {
    return Math.sqrt(covariance[predictor][predictor]);
  }

  /** 95 % interval of an area, cut at 0 and 1. */
  Interval interval(int predictor) {
    double half = HALF_WIDTH * standardError(predictor);
    return new Interval(Math.max(0, areas[predictor] - half), Math.min(1, areas[predictor] + half));
  }

  /**
   * What two areas differ by.
   *
   * @param pValue two-sided; empty where the standard error is 0 and the difference is not
   */
  record Difference(double value, double standardError, Interval interval, OptionalDouble pValue) {}

  /** The first of these areas less the other. */
  Difference difference(int one, int other) {
    double value = areas[one] - areas[other];
    double variance = covariance[one][one] + covariance[other][other] - 2 * covariance[one][other];
    double error = Math.sqrt(Math.max(0, variance));
    Interval interval = new Interval(value - HALF_WIDTH * error, value + HALF_WIDTH * error);
    if (value == 0) {
      return new Difference(value, error, interval, OptionalDouble.of(1));
    }
    OptionalDouble pValue =
        error > 0
            ? OptionalDouble.of(2 * NORMAL.survivalProbability(Math.abs(value) / error))
            : OptionalDouble.empty();
    return new Difference(value, error, interval, pValue);
  }
}
