package org.nodulens.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.VitWeights;

/** {@code --layers head}: the trunk stays as it is, its features are computed once. */
final class HeadOnlyTrainer implements ModelTrainer {
  private final CropSet set;
  private final TrunkEngine engine;
  private final TrainingOptions run;
  private final TrainingListener listener;
  private final HeadTraining options;
  private @Nullable Frozen frozen;

  HeadOnlyTrainer(CropSet set, TrunkEngine engine, TrainingOptions run, TrainingListener listener) {
    this.listener = listener;
    this.set = set;
    this.engine = engine;
    this.run = run;
    this.options = HeadTraining.usual(run.epochs()).changedBy(run.settings());
  }

  /** The trunk in use and the features under it. */
  private record Frozen(Start start, TrainedModel trunk, FeatureCache features) {}

  @Override
  public int epochs() {
    return options.epochs();
  }

  @Override
  public boolean stopsEarly() {
    return options.settings().whole(Setting.PATIENCE) > 0;
  }

  @Override
  public ObjectNode settings() {
    return options.settings().json().put("epochs", options.epochs());
  }

  private boolean linear() {
    return options.settings().whole(Setting.HIDDEN) == 0;
  }

  /** Heads are plain Java on a thread of their own; the trunk's work is done by one of them. */
  @Override
  public int atOnce(int cores) {
    return cores;
  }

  @Override
  public Optional<FeatureCache> features(Start start) throws IOException {
    return Optional.of(frozen(start).features());
  }

  /** A head takes seconds: it needs no checkpoint beyond the features on disk. */
  @Override
  public TrainedModel train(Lesson lesson, EpochListener listener) throws IOException {
    Frozen from = frozen(lesson.start());
    HeadData training = data(from, lesson.training(), Optional.empty());
    Optional<HeadData> validation = Optional.empty();
    if (lesson.validation().isPresent()) {
      TrainingData held = lesson.validation().get();
      validation = Optional.of(data(from, held, Optional.of(new HeldFigures(held))));
    }
    HeadTrainer.Learned learned =
        new HeadTrainer(options, lesson.seed())
            .train(training, validation, lesson.epochs(), listener);
    return trained(from.trunk(), learned);
  }

  private TrainedModel trained(TrainedModel trunk, HeadTrainer.Learned learned) {
    Map<String, Tensor> head = learned.head();
    VitWeights weights =
        linear()
            ? trunk
                .weights()
                .withHead(
                    Parameters.required(head, "head.weight"),
                    Parameters.required(head, "head.bias"))
            : trunk.weights().withoutHead();
    return new TrainedModel(
        trunk.input(), weights, linear() ? Map.of() : head, learned.epochs(), learned.epochsKept());
  }

  private static HeadData data(Frozen from, TrainingData data, Optional<HeldFigures> figures)
      throws IOException {
    List<List<float[]>> features = new ArrayList<>();
    for (CropRecord crop : data.crops()) {
      features.add(from.features().of(crop));
    }
    return new HeadData(data.tasks(), data.targets(), features, figures);
  }

  private synchronized Frozen frozen(Start start) throws IOException {
    Frozen known = frozen;
    if (known != null && known.start().equals(start)) {
      return known;
    }
    close();
    // A preset's mean and deviation come from all crops here: no label is involved.
    TrainedModel plain = StartingPoint.of(start, set, set.records(), run.seed());
    TrainedModel trunk = new TrainedModel(run.seenThrough(plain.input()), plain.weights());
    FeatureCache features =
        new FeatureCache(
            set,
            trunk,
            engine,
            linear() ? FeatureCache.Kept.MEAN : FeatureCache.Kept.PASSES,
            listener);
    if (run.cache().isPresent()) {
      features.fill(new FeatureFile(run.cache().get()));
    }
    known = new Frozen(start, trunk, features);
    frozen = known;
    return known;
  }

  @Override
  public synchronized void close() {
    if (frozen != null) {
      frozen.features().close();
      frozen = null;
    }
  }
}
