package org.nodulens.training;

/**
 * How a run splits its crops.
 *
 * @param folds of the cross-validation
 * @param validationShare of a fold's training patients who are kept for validation; 0 for none
 */
public record Splitting(Protocol protocol, int folds, double validationShare) {
  /** Every tenth patient of those that a fold does not hold out. */
  public static final double USUAL_VALIDATION = 0.1;

  public Splitting {
    if (folds < 2) {
      throw new IllegalArgumentException("cross-validation needs at least 2 folds, got " + folds);
    }
    if (!(validationShare >= 0 && validationShare <= 0.5)) {
      throw new IllegalArgumentException(
          "the share of validation patients must be 0 to 0.5, got " + validationShare);
    }
  }

  /** By patient. */
  public static Splitting usual(int folds) {
    return new Splitting(Protocol.PATIENTS, folds, USUAL_VALIDATION);
  }
}
