package org.nodulens.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final HeadTraining options;
  private @Nullable Frozen frozen;

  HeadOnlyTrainer(CropSet set, TrunkEngine engine, TrainingOptions run) {
    this.set = set;
    this.engine = engine;
    this.run = run;
    this.options = HeadTraining.usual(run.epochs());
  }

  /** The trunk in use and the features under it. */
  private record Frozen(Start start, TrainedModel trunk, FeatureCache features) {}

  @Override
  public int epochs() {
    return options.epochs();
  }

  @Override
  public ObjectNode settings() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("optimiser", "AdamW");
    json.put("epochs", options.epochs());
    json.put("batch", options.batch());
    json.put("highest_rate", options.highestRate());
    json.put("weight_decay", options.weightDecay());
    return json;
  }

  @Override
  public TrainedModel train(Start start, TrainingData data, long seed, EpochListener listener)
      throws IOException {
    Frozen from = frozen(start);
    List<float[]> rows = new ArrayList<>();
    for (CropRecord crop : data.crops()) {
      rows.add(from.features().of(crop));
    }
    Map<String, Tensor> head =
        new HeadTrainer(options, seed).train(rows, data.tasks(), data.targets(), listener);
    VitWeights weights =
        from.trunk()
            .weights()
            .withHead(
                Parameters.required(head, "head.weight"), Parameters.required(head, "head.bias"));
    return new TrainedModel(from.trunk().input(), weights);
  }

  private Frozen frozen(Start start) throws IOException {
    Frozen known = frozen;
    if (known != null && known.start().equals(start)) {
      return known;
    }
    close();
    // A preset's mean and deviation come from all crops here: no label is involved.
    TrainedModel trunk = StartingPoint.of(start, set, set.records(), run.seed());
    known = new Frozen(start, trunk, new FeatureCache(set, trunk, engine));
    frozen = known;
    return known;
  }

  @Override
  public void close() {
    if (frozen != null) {
      frozen.features().close();
      frozen = null;
    }
  }
}
