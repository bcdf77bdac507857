package org.nodulens.evaluation;

import java.util.OptionalDouble;

/**
 * Net benefit (Vickers and Elkin 2006, doi:10.1177/0272989X06295361): of acting on every nodule
 * whose probability is at least a threshold t, TP/n - FP/n · t / (1 - t), in true positives a
 * nodule. The threshold says how many needless actions a right one is worth: at 0.1, nine.
 */
final class DecisionCurve {
  private final double[] probabilities;
  private final boolean[] positive;

  DecisionCurve(double[] probabilities, boolean[] positive) {
    this.probabilities = probabilities.clone();
    this.positive = positive.clone();
  }

  OptionalDouble netBenefit(double threshold, int[] counts) {
    return netBenefit(threshold, counts, false);
  }

  /** Of acting on every nodule. */
  OptionalDouble ofTreatingAll(double threshold, int[] counts) {
    return netBenefit(threshold, counts, true);
  }

  private OptionalDouble netBenefit(double threshold, int[] counts, boolean all) {
    double n = 0;
    double benefit = 0;
    double harm = threshold / (1 - threshold);
    for (int i = 0; i < positive.length; i++) {
      n += counts[i];
      if (all || probabilities[i] >= threshold) {
        benefit += counts[i] * (positive[i] ? 1 : -harm);
      }
    }
    return n > 0 ? OptionalDouble.of(benefit / n) : OptionalDouble.empty();
  }
}
