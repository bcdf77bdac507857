package org.nodulens.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.nodulens.vit.Tensor;

/**
 * Trains a head on frozen features with AdamW, in plain Java on one thread: the same features,
 * targets and seed give the same bits.
 *
 * <p>Features are brought to mean 0 and standard deviation 1 first, and the head that is returned
 * has that folded in: with (x - m) / s, W' = W / s and b' = b - W' m.
 */
final class HeadTrainer {
  private final HeadTraining options;
  private final long seed;

  HeadTrainer(HeadTraining options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  /**
   * What was learned.
   *
   * @param head {@code head.weight} (C, D) and {@code head.bias} (C), or the tensors of a two-layer
   *     head
   */
  record Learned(Map<String, Tensor> head, List<EpochFigures> epochs, int epochsKept) {}

  /** The head, after at most so many epochs. */
  Learned train(
      HeadData training,
      Optional<HeadData> validation,
      int epochs,
      ModelTrainer.EpochListener told) {
    Standardisation standardisation = Standardisation.of(training.rows());
    HeadData rows = training.with(standardisation);
    Optional<HeadData> held = validation.map(data -> data.with(standardisation));
    Parameters parameters = start(rows);
    HeadGradient gradient = gradient(parameters, rows);
    TrainingState state = new TrainingState(parameters, options.settings());
    LearningRate rate = options.rate(rows.crops());
    for (int epoch = 0; epoch < epochs && !state.stopped(); epoch++) {
      double loss = epoch(epoch, rows, gradient, state, rate);
      EpochFigures done =
          new EpochFigures(
              epoch,
              loss,
              rate.at(state.steps() - 1),
              held.map(data -> data.figures(x -> gradient.outputs(x, state.predicting())))
                  .orElse(Map.of()));
      state.finished(done);
      told.finished(done);
    }
    return new Learned(
        standardisation.foldedInto(parameters.tensors(state.kept())),
        state.epochs(),
        state.bestEpoch());
  }

  private Parameters start(HeadData data) {
    int hidden = options.settings().whole(Setting.HIDDEN);
    Map<String, Tensor> start = new LinkedHashMap<>();
    if (hidden > 0) {
      start.putAll(
          RandomWeights.twoLayerHead(new int[] {data.width(), hidden, data.outputs()}, seed));
    } else {
      start.put(
          "head.weight",
          new Tensor(new float[data.outputs() * data.width()], data.outputs(), data.width()));
      start.put("head.bias", new Tensor(new float[data.outputs()], data.outputs()));
    }
    return new Parameters(start);
  }

  private HeadGradient gradient(Parameters parameters, HeadData data) {
    TaskLoss loss = new TaskLoss(data.tasks());
    return options.settings().whole(Setting.HIDDEN) > 0
        ? new TwoLayerGradient(parameters, loss)
        : new LinearGradient(parameters, loss);
  }

  /** The mean loss over the epoch's batches. */
  private double epoch(
      int epoch, HeadData rows, HeadGradient gradient, TrainingState state, LearningRate rate) {
    Random random = new Random(Seeds.mix(seed, epoch));
    int[] order = Seeds.shuffled(rows.crops(), random);
    List<float[]> features = rows.drawn(random);
    int batches = options.batchesAnEpoch(rows.crops());
    double loss = 0;
    for (int b = 0; b < batches; b++) {
      int[] batch = Seeds.part(order, b, batches);
      loss += gradient.of(features, batch, rows.targets().of(batch));
      state.step(
          gradient.gradients(),
          options.settings().of(Setting.LARGEST_GRADIENT),
          rate.at(state.steps()));
    }
    return loss / batches;
  }
}
