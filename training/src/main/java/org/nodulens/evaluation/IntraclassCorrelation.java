package org.nodulens.evaluation;

import java.util.OptionalDouble;

/**
 * Intraclass correlation of a one-way random model, ICC(1,1) and ICC(1,k) (Shrout and Fleiss 1979,
 * doi:10.1037/0033-2909.86.2.420): each nodule is read by readers of its own. With unequal numbers
 * of readings the number of readers is n0 = (N - sum of n² / N) / (nodules - 1), the estimator of
 * the analysis of variance (Donner 1986, doi:10.2307/1403259).
 *
 * @param between mean square between nodules
 * @param within mean square within nodules
 * @param n0 readings a nodule
 */
record IntraclassCorrelation(double between, double within, double n0) {

  /**
   * The analysis of variance.
   *
   * @param weights how often each nodule counts
   */
  static IntraclassCorrelation of(ReadingCounts readings, int[] weights) {
    double units = 0;
    double all = 0;
    double squaredCounts = 0;
    double sum = 0;
    double sumOfSquares = 0;
    double squaresOfUnits = 0;
    for (int unit = 0; unit < readings.units(); unit++) {
      double weight = weights[unit];
      double count = readings.readings(unit);
      double ofUnit = 0;
      for (int step = 0; step < readings.steps(); step++) {
        ofUnit += (double) readings.count(unit, step) * step;
        sumOfSquares += weight * readings.count(unit, step) * step * step;
      }
      units += weight;
      all += weight * count;
      squaredCounts += weight * count * count;
      sum += weight * ofUnit;
      squaresOfUnits += weight * ofUnit * ofUnit / count;
    }
    double between = (squaresOfUnits - sum * sum / all) / (units - 1);
    double within = (sumOfSquares - squaresOfUnits) / (all - units);
    return new IntraclassCorrelation(between, within, (all - squaredCounts / all) / (units - 1));
  }

  /** Of one reading; empty where all readings are equal. */
  OptionalDouble single() {
    return ratio(between - within, between + (n0 - 1) * within);
  }

  /** Of the mean of n0 readings; empty where no nodule differs from another. */
  OptionalDouble average() {
    return ratio(between - within, between);
  }

  /** Rounding leaves a little where there is nothing. */
  private static OptionalDouble ratio(double above, double below) {
    return below > 1e-12 ? OptionalDouble.of(above / below) : OptionalDouble.empty();
  }
}
