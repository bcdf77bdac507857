package org.nodulens.training;

import java.util.OptionalInt;

/** One training of a run: of a fold, or of the final model on all patients. */
record TrainingPart(OptionalInt fold, int folds) {
  /** The name in model.json and predictions.csv. */
  String id() {
    return fold.isPresent() ? "fold-" + fold.getAsInt() : "final";
  }

  /** The name for people, who count from 1. */
  String inWords() {
    return fold.isPresent() ? "fold " + (fold.getAsInt() + 1) + " of " + folds : "final model";
  }

  /** A number of its own, for seeds. */
  int number() {
    return fold.orElse(folds);
  }
}
