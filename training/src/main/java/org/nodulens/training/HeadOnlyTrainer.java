package org.nodulens.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nodulens.cropset.CropRecord;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitWeights;

/** {@code --layers head}: the trunk stays as it is, its features are computed once. */
final class HeadOnlyTrainer implements ModelTrainer {
  private final TrainedModel trunk;
  private final FeatureCache features;
  private final HeadTraining options;

  /** The caller closes the features. */
  HeadOnlyTrainer(TrainedModel trunk, FeatureCache features, int epochs) {
    this.trunk = trunk;
    this.features = features;
    this.options = HeadTraining.usual(epochs);
  }

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
  public TrainedModel train(TrainingData data, long seed, EpochListener listener)
      throws IOException {
    List<float[]> rows = new ArrayList<>();
    for (CropRecord crop : data.crops()) {
      rows.add(features.of(crop));
    }
    Map<String, Tensor> head =
        new HeadTrainer(options, seed).train(rows, data.tasks(), data.targets(), listener);
    VitWeights weights =
        trunk
            .weights()
            .withHead(
                Parameters.required(head, "head.weight"), Parameters.required(head, "head.bias"));
    return new TrainedModel(trunk.input(), weights);
  }
}
