package org.nodulens.training;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.VitConfig;

/**
 * Trains the weights of a network that move, epoch after epoch, from a checkpoint if there is one.
 */
final class FineTuner {
  private final FineTuning options;
  private final long seed;

  FineTuner(FineTuning options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  /**
   * Trains.
   *
   * @param parameters trunk and head, which are moved
   * @return where it ended
   */
  TrainingState train(
      VitConfig config,
      Parameters parameters,
      InputSampler sampler,
      Lesson lesson,
      ModelTrainer.EpochListener listener)
      throws IOException {
    TrainingState state = new TrainingState(parameters, options.settings());
    if (lesson.checkpoint().resume(state)) {
      listener.resumed(state.epochs().size());
    }
    try (TrainableNetwork network = new TrainableNetwork(config, parameters, options);
        BatchSource batches = new BatchSource(lesson.training(), sampler, options, seed)) {
      Steps steps = new Steps(network, state, lesson.training());
      ValidationPass validation = new ValidationPass(network, sampler, lesson.validation());
      for (int epoch = state.epochs().size();
          epoch < lesson.epochs() && !state.stopped();
          epoch++) {
        double loss = steps.epoch(batches, epoch);
        EpochFigures figures =
            new EpochFigures(
                epoch, loss, steps.latestRate(), validation.figures(state.predicting()));
        state.finished(figures);
        lesson.checkpoint().write(state);
        listener.finished(figures);
      }
    }
    return state;
  }

  private final class Steps {
    private final TrainableNetwork network;
    private final TrainingState state;
    private final TaskLoss loss;
    private final LearningRate rate;
    private final List<float[]> gradients;
    private double sum;

    Steps(TrainableNetwork network, TrainingState state, TrainingData data) {
      this.network = network;
      this.state = state;
      this.loss = new TaskLoss(data.tasks());
      this.rate = options.rate(data.crops().size());
      this.gradients = state.parameters().zeros();
    }

    /** The mean loss over the epoch's batches. */
    double epoch(BatchSource batches, int epoch) throws IOException {
      sum = 0;
      int before = state.steps();
      batches.epoch(epoch, this::step);
      return sum / (state.steps() - before);
    }

    double latestRate() {
      return rate.at(state.steps() - 1);
    }

    private void step(Batch batch, Random random) {
      double value = network.gradients(batch, loss, gradients, random);
      if (!Double.isFinite(value)) {
        throw new IllegalStateException(
            "the loss is "
                + value
                + " after "
                + state.steps()
                + " steps: the learning rate is too high");
      }
      state.step(
          gradients, options.settings().of(Setting.LARGEST_GRADIENT), rate.at(state.steps()));
      sum += value;
    }
  }
}
