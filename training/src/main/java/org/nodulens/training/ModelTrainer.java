package org.nodulens.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.TrunkEngine;

/** One way from training data to a trained model. */
interface ModelTrainer extends AutoCloseable {
  /** The trainer that a run's options ask for. The caller closes it. */
  static ModelTrainer of(CropSet set, Start start, TrainingOptions options, TrunkEngine engine) {
    return options.layers() instanceof Layers.All
        ? new WholeNetworkTrainer(start, options.epochs(), set.records().size())
        : new HeadOnlyTrainer(set, engine, options);
  }

  /** How many epochs a training takes, for progress. */
  int epochs();

  /** The settings, for model.json. */
  ObjectNode settings();

  /** Trains from a start that has not seen the patients to be held out. */
  TrainedModel train(Start start, TrainingData data, long seed, EpochListener listener)
      throws IOException;

  @Override
  default void close() {}

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
