package org.nodulens.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/** {@code --layers all} and {@code last:N}: weights of the trunk move, and the head. */
final class WholeNetworkTrainer implements ModelTrainer {
  private static final long FOR_HEAD = 2;
  private static final long FOR_BATCHES = 3;

  private final FineTuning options;
  private final TrainingOptions run;

  WholeNetworkTrainer(Start start, TrainingOptions run, int crops) {
    this.run = run;
    FineTuning usual =
        start instanceof Start.Preset preset
            ? FineTuning.fromScratch(preset, run.epochs(), crops)
            : FineTuning.fromBackbone(run.epochs());
    this.options = usual.changedBy(run.settings());
  }

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

  @Override
  public TrainedModel train(Lesson lesson, EpochListener listener) throws IOException {
    TrainingData data = lesson.training();
    TrainedModel from = StartingPoint.of(lesson.start(), data.set(), data.crops(), lesson.seed());
    InputSpec input = run.seenThrough(from.input());
    int hidden = options.settings().whole(Setting.HIDDEN);
    VitWeights start =
        hidden > 0
            ? from.weights().withoutHead()
            : RandomWeights.withHead(
                from.weights(), data.outputs(), Seeds.mix(lesson.seed(), FOR_HEAD));
    VitConfig config = start.config();
    Map<String, Tensor> tensors = new LinkedHashMap<>(start.tensors());
    if (hidden > 0) {
      tensors.putAll(
          RandomWeights.twoLayerHead(
              new int[] {config.width(), hidden, data.outputs()},
              Seeds.mix(lesson.seed(), FOR_HEAD)));
    }
    LayerPace pace =
        new LayerPace(config, run.layers(), options.settings().of(Setting.LAYER_DECAY));
    Parameters parameters = new Parameters(tensors, pace::of);
    TrainingState end =
        new FineTuner(options, Seeds.mix(lesson.seed(), FOR_BATCHES))
            .train(config, parameters, new InputSampler(input), lesson, listener);
    return trained(input, config, parameters.tensors(end.kept()), end);
  }

  private static TrainedModel trained(
      InputSpec input, VitConfig config, Map<String, Tensor> tensors, TrainingState end) {
    Map<String, Tensor> head = new LinkedHashMap<>(tensors);
    head.keySet().removeIf(name -> !name.startsWith("head.fc"));
    Map<String, Tensor> trunk = new LinkedHashMap<>(tensors);
    trunk.keySet().removeAll(head.keySet());
    try {
      return new TrainedModel(
          input,
          VitWeights.of(config, trunk, "the trained network"),
          head,
          end.epochs(),
          end.bestEpoch());
    } catch (ModelFormatException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
