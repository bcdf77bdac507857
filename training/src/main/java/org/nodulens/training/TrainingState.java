package org.nodulens.training;

import java.util.ArrayList;
import java.util.List;

/**
 * All that a training knows between two epochs: weights, optimiser, moving average, the best epoch
 * so far and the figures of the epochs. Randomness needs no state: each batch's comes from the
 * seed, the epoch and its place.
 */
final class TrainingState {
  private final Parameters parameters;
  private final AdamW optimiser;
  private final MovingAverage average;
  private final int patience;
  private final List<float[]> best;
  private final List<EpochFigures> epochs = new ArrayList<>();

  TrainingState(Parameters parameters, Settings settings) {
    this.parameters = parameters;
    this.optimiser = new AdamW(parameters, settings.of(Setting.WEIGHT_DECAY));
    this.average = new MovingAverage(parameters, settings.of(Setting.AVERAGE));
    this.patience = settings.whole(Setting.PATIENCE);
    this.best = patience > 0 ? parameters.zeros() : List.of();
  }

  Parameters parameters() {
    return parameters;
  }

  /** One step against gradients, which are clipped first. */
  void step(List<float[]> gradients, double largest, double rate) {
    AdamW.clip(gradients, largest);
    optimiser.step(parameters, gradients, rate);
    average.follow(optimiser.steps());
  }

  int steps() {
    return optimiser.steps();
  }

  /** The weights that predict: their moving average, or themselves where there is none. */
  List<float[]> predicting() {
    return average.values();
  }

  /** An epoch is over. */
  void finished(EpochFigures figures) {
    epochs.add(figures);
    if (patience > 0 && bestEpoch() == epochs.size()) {
      for (int p = 0; p < best.size(); p++) {
        System.arraycopy(predicting().get(p), 0, best.get(p), 0, best.get(p).length);
      }
    }
  }

  List<EpochFigures> epochs() {
    return List.copyOf(epochs);
  }

  /** Whether no epoch was better than an earlier one for too long. */
  boolean stopped() {
    return patience > 0 && epochs.size() - bestEpoch() >= patience;
  }

  /** After how many epochs the validation loss was lowest; of all epochs without early stopping. */
  int bestEpoch() {
    int at = epochs.size();
    double lowest = Double.POSITIVE_INFINITY;
    for (int e = 0; e < epochs.size() && patience > 0; e++) {
      Double loss = epochs.get(e).validation().get(EpochFigures.VALIDATION_LOSS);
      if (loss != null && loss < lowest) {
        lowest = loss;
        at = e + 1;
      }
    }
    return at;
  }

  /** The weights to keep: those of the best epoch. */
  List<float[]> kept() {
    if (patience == 0 || bestEpoch() == epochs.size()) {
      return predicting();
    }
    List<float[]> kept = new ArrayList<>();
    for (int p = 0; p < best.size(); p++) {
      kept.add(parameters.moves(p) ? best.get(p) : parameters.values().get(p));
    }
    return kept;
  }

  /** Every array that a checkpoint holds, always in the same order: the arrays themselves. */
  List<float[]> arrays() {
    List<float[]> arrays = new ArrayList<>();
    for (int p = 0; p < parameters.values().size(); p++) {
      if (parameters.moves(p)) {
        arrays.add(parameters.values().get(p));
        if (average.values().get(p) != parameters.values().get(p)) {
          arrays.add(average.values().get(p));
        }
      }
    }
    arrays.addAll(optimiser.moments());
    arrays.addAll(best);
    return arrays;
  }

  /** Goes on from a checkpoint whose arrays are already in place. */
  void resume(int steps, List<EpochFigures> earlier) {
    optimiser.resumeAfter(steps);
    epochs.addAll(earlier);
  }
}
