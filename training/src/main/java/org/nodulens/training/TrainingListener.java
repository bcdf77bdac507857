package org.nodulens.training;

import java.time.Duration;
import java.util.Map;

/** Told how a training run comes along. */
public interface TrainingListener {
  /** A listener that does not care. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * Where a training stands.
   *
   * @param model {@code fold 1 of 5} and so on, or {@code final model}
   * @param epoch that has just ended, from 1
   * @param epochs of this training, at most
   * @param loss mean over the epoch
   * @param rate learning rate at the epoch's end
   * @param validation figures on the validation patients, by name; empty where there are none
   * @param remaining until the last training of the run is done, as far as this one can tell
   */
  record Epoch(
      String model,
      int epoch,
      int epochs,
      double loss,
      double rate,
      Map<String, Double> validation,
      Duration remaining) {}

  /** An epoch is over. */
  default void epoch(Epoch epoch) {}

  /**
   * The features of one more crop are computed under a frozen trunk, before a head learns from
   * them. Where each fold has a trunk of its own, the count begins anew for each.
   *
   * @param done how many are
   * @param of how many crops there are
   */
  default void features(int done, int of) {}

  /** A training goes on behind so many epochs of an earlier run. */
  default void resumed(String model, int epochs) {}

  /**
   * A training is over.
   *
   * @param epochs that were run, all runs together
   * @param kept after how many of them the weights are
   */
  default void trained(String model, int epochs, int kept) {}

  /** A training is not needed: an earlier run of the same options and data has finished it. */
  default void kept(String model) {}

  /**
   * The folds share patients, as {@link Protocol#PAPER} has them.
   *
   * @param share of the nodules held out whose patient has another in training, over all folds
   */
  default void leaks(double share) {}

  /**
   * A crop is scored for the cross-validation.
   *
   * @param done how many are
   * @param of how many there are
   */
  default void scored(int done, int of) {}
}
