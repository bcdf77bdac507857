package org.nodulens.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.TrunkEngine;

/** One way from training data to a trained model. */
interface ModelTrainer extends AutoCloseable {
  /**
   * The trainer that a run's options ask for. The caller closes it.
   *
   * @throws IllegalArgumentException if a setting means nothing to it
   */
  static ModelTrainer of(
      CropSet set,
      Start start,
      TrainingOptions options,
      TrunkEngine engine,
      TrainingListener listener)
      throws IOException {
    return options.layers() instanceof Layers.Head
        ? new HeadOnlyTrainer(set, engine, options, listener)
        : new WholeNetworkTrainer(start, options, set.records().size());
  }

  /** How many epochs a training takes at most. */
  int epochs();

  /** Whether the validation patients may end a training early. */
  boolean stopsEarly();

  /** The settings, for model.json. */
  ObjectNode settings();

  /** Trains, from the checkpoint where there is one. */
  TrainedModel train(Lesson lesson, EpochListener listener) throws IOException;

  /** How many trainings may run at once, on so many cores. */
  default int atOnce(int cores) {
    return 1;
  }

  /** The features of crops under a start's frozen trunk, if that is what heads are trained on. */
  default Optional<FeatureCache> features(Start start) throws IOException {
    return Optional.empty();
  }

  @Override
  default void close() {}

  /** Told after each epoch. */
  @FunctionalInterface
  interface EpochListener {
    /** One more epoch is done. */
    void finished(EpochFigures figures);

    /** Training goes on behind epochs that an earlier run has done. */
    default void resumed(int epochs) {}
  }
}
