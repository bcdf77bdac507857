package org.nodulens.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** One way from training data to a trained model. */
interface ModelTrainer {
  /** How many epochs a training takes, for progress. */
  int epochs();

  /** The settings, for model.json. */
  ObjectNode settings();

  /** Trains. */
  TrainedModel train(TrainingData data, long seed, EpochListener listener) throws IOException;

  /** Told after each epoch. */
  @FunctionalInterface
  interface EpochListener {
    /**
     * One more epoch is done.
     *
     * @param epoch from 0
     * @param loss mean over the epoch's batches
     * @param rate learning rate of its last batch
     */
    void finished(int epoch, double loss, double rate);
  }
}
