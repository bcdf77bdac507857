package org.nodulens.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.TrunkEngine;

/** The trainer that a run's options ask for, and what it holds open. */
final class TrainerOfRun implements ModelTrainer, AutoCloseable {
  private final ModelTrainer trainer;
  private final @Nullable FeatureCache features;

  private TrainerOfRun(ModelTrainer trainer, @Nullable FeatureCache features) {
    this.trainer = trainer;
    this.features = features;
  }

  static TrainerOfRun of(CropSet set, Start start, TrainingOptions options, TrunkEngine engine)
      throws IOException {
    if (options.layers() instanceof Layers.All) {
      return new TrainerOfRun(
          new WholeNetworkTrainer(start, options.epochs(), set.records().size()), null);
    }
    // A preset's mean and deviation come from all crops here: no label is involved.
    TrainedModel trunk = StartingPoint.of(start, set, set.records(), options.seed());
    FeatureCache features = new FeatureCache(set, trunk, engine);
    return new TrainerOfRun(new HeadOnlyTrainer(trunk, features, options.epochs()), features);
  }

  @Override
  public int epochs() {
    return trainer.epochs();
  }

  @Override
  public ObjectNode settings() {
    return trainer.settings();
  }

  @Override
  public TrainedModel train(TrainingData data, long seed, EpochListener listener)
      throws IOException {
    return trainer.train(data, seed, listener);
  }

  @Override
  public void close() {
    if (features != null) {
      features.close();
    }
  }
}
