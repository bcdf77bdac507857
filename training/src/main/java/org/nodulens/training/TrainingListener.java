package org.nodulens.training;

import java.time.Duration;

/** Told how a training run comes along. */
public interface TrainingListener {
  /** A listener that does not care. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * Where a training stands.
   *
   * @param model {@code fold 1 of 5} and so on, or {@code final model}
   * @param epoch that has just ended, from 1
   * @param epochs of this training
   * @param loss mean over the epoch
   * @param rate learning rate at the epoch's end
   * @param remaining until the last training of the run is done, as far as this one can tell
   */
  record Epoch(String model, int epoch, int epochs, double loss, double rate, Duration remaining) {}

  /** An epoch is over. */
  default void epoch(Epoch epoch) {}

  /** A training is not needed: an earlier run of the same options and data has finished it. */
  default void kept(String model) {}

  /**
   * A crop is scored for the cross-validation.
   *
   * @param done how many are
   * @param of how many there are
   */
  default void scored(int done, int of) {}
}
