package org.nodulens.training;

import org.nodulens.vit.Task;

/** Mean and standard deviation (population) of values as they come. */
final class Moments {
  private long count;
  private double mean;
  private double squares;

  /** Welford's step. */
  void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  double deviation() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  /** A scaler; of values that are all alike it only takes the mean away. */
  Task.Scaling scaling(boolean logarithmic) {
    return new Task.Scaling(mean, deviation() > 0 ? deviation() : 1, logarithmic);
  }
}
