package org.nodulens.evaluation;

import java.util.OptionalDouble;

/**
 * Fleiss' kappa (Fleiss 1971, doi:10.1037/h0031619). Where nodules have unequal numbers of
 * readings, each nodule's agreement counts once, and chance is what all readings together make it.
 */
final class FleissKappa {
  private FleissKappa() {}

  /**
   * The coefficient; empty where all readings are equal.
   *
   * @param weights how often each nodule counts
   */
  static OptionalDouble of(ReadingCounts readings, int[] weights) {
    double[] perStep = new double[readings.steps()];
    double all = 0;
    for (int unit = 0; unit < readings.units(); unit++) {
      for (int step = 0; step < perStep.length; step++) {
        perStep[step] += (double) weights[unit] * readings.count(unit, step);
      }
      all += (double) weights[unit] * readings.readings(unit);
    }
    double chance = 0;
    for (double count : perStep) {
      chance += count / all * (count / all);
    }
    OptionalDouble agreement = PairAgreement.exact(readings, weights);
    return agreement.isPresent() && chance < 1
        ? OptionalDouble.of((agreement.getAsDouble() - chance) / (1 - chance))
        : OptionalDouble.empty();
  }
}
