package org.nodulens.faithfulness;

import java.util.Optional;
import org.nodulens.evaluation.Interval;

/**
 * A score of a method over all crops.
 *
 * @param task a task's name, or {@value #ALL_TASKS}: each crop counts with the mean over its tasks
 * @param crops that have the score, of so many patients
 * @param value their mean
 * @param interval 95 %, patients resampled
 * @param difference from the reference method; empty for itself
 */
public record Aggregate(
    String score,
    String method,
    String task,
    int crops,
    int patients,
    double value,
    Optional<Interval> interval,
    Optional<Difference> difference) {
  /** Stands for all tasks together. */
  public static final String ALL_TASKS = "all";

  /**
   * A method less the reference, on the crops that have both.
   *
   * @param p two-sided, over the same resamples
   * @param holm the same, adjusted for the number of methods (Holm 1979)
   */
  public record Difference(double value, Interval interval, double p, double holm) {
    /** Below this an adjusted p-value is marked. */
    public static final double MARKED = 0.05;

    Difference withHolm(double adjusted) {
      return new Difference(value, interval, p, adjusted);
    }
  }

  Aggregate with(Difference other) {
    return new Aggregate(score, method, task, crops, patients, value, interval, Optional.of(other));
  }
}
