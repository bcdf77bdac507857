package org.nodulens.training;

/** Linear warm-up to the highest rate, then half a cosine down to a hundredth of it. */
record LearningRate(double highest, int warmUpSteps, int steps) {
  private static final double LOWEST_FRACTION = 0.01;

  LearningRate {
    if (!(highest > 0) || warmUpSteps < 0 || steps < 1) {
      throw new IllegalArgumentException(
          "a rate of "
              + highest
              + " cannot warm up for "
              + warmUpSteps
              + " of "
              + steps
              + " steps");
    }
  }

  /** The rate of a step, from 0. */
  double at(int step) {
    if (step < warmUpSteps) {
      return highest * (step + 1) / warmUpSteps;
    }
    double progress = (double) (step - warmUpSteps) / Math.max(1, steps - warmUpSteps);
    double fraction = (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
    return highest * (LOWEST_FRACTION + (1 - LOWEST_FRACTION) * fraction);
  }
}
