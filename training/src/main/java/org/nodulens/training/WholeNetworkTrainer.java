package org.nodulens.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.VitWeights;

/** {@code --layers all}: every weight moves. */
final class WholeNetworkTrainer implements ModelTrainer {
  private static final long FOR_HEAD = 2;
  private static final long FOR_BATCHES = 3;

  private final FineTuning options;

  WholeNetworkTrainer(Start start, int epochs, int crops) {
    this.options =
        start instanceof Start.Preset preset
            ? FineTuning.fromScratch(preset, epochs, crops)
            : FineTuning.fromBackbone(epochs);
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
    json.put("warm_up_epochs", options.warmUpEpochs());
    json.put("weight_decay", options.weightDecay());
    json.put("largest_gradient", options.largestGradient());
    json.put("drop_path", options.dropPath().ofLastBlock());
    json.put("patches_kept", options.patchesKept());
    json.put("shift_mm", options.augmentation().shiftMm());
    json.put("gain", options.augmentation().gain());
    json.put("offset", options.augmentation().offset());
    return json;
  }

  @Override
  public TrainedModel train(Start start, TrainingData data, long seed, EpochListener listener)
      throws IOException {
    TrainedModel trunk = StartingPoint.of(start, data.set(), data.crops(), seed);
    VitWeights weights =
        RandomWeights.withHead(trunk.weights(), data.tasks().size(), Seeds.mix(seed, FOR_HEAD));
    VitWeights trained =
        new FineTuner(options, Seeds.mix(seed, FOR_BATCHES))
            .train(weights, new InputSampler(trunk.input()), data, listener);
    return new TrainedModel(trunk.input(), trained);
  }
}
