package org.nodulens.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.VitWeights;

/** Trains every weight of a network. */
final class FineTuner {
  private final FineTuning options;
  private final long seed;

  FineTuner(FineTuning options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  /**
   * The trained weights.
   *
   * @param start with a head of an output a task
   */
  VitWeights train(
      VitWeights start,
      InputSampler sampler,
      TrainingData data,
      ModelTrainer.EpochListener listener)
      throws IOException {
    Parameters parameters = new Parameters(start.tensors());
    int perEpoch = options.batchesAnEpoch(data.crops().size());
    LearningRate rate =
        new LearningRate(
            options.highestRate(), options.warmUpEpochs() * perEpoch, options.epochs() * perEpoch);
    try (TrainableNetwork network = new TrainableNetwork(start.config(), parameters, options);
        BatchSource batches = new BatchSource(data, sampler, options, seed)) {
      Steps steps = new Steps(network, parameters, new TaskLoss(data.tasks()), rate);
      for (int epoch = 0; epoch < options.epochs(); epoch++) {
        double loss = steps.epoch(batches, epoch);
        listener.finished(epoch, loss, rate.at(steps.done - 1));
      }
    }
    return parameters.weights(start.config());
  }

  private final class Steps {
    private final TrainableNetwork network;
    private final Parameters parameters;
    private final TaskLoss loss;
    private final LearningRate rate;
    private final AdamW optimiser;
    private final List<float[]> gradients = new ArrayList<>();
    private int done;
    private double sum;

    Steps(TrainableNetwork network, Parameters parameters, TaskLoss loss, LearningRate rate) {
      this.network = network;
      this.parameters = parameters;
      this.loss = loss;
      this.rate = rate;
      this.optimiser = new AdamW(parameters, options.weightDecay());
      parameters.values().forEach(values -> gradients.add(new float[values.length]));
    }

    /** The mean loss over the epoch's batches. */
    double epoch(BatchSource batches, int epoch) throws IOException {
      sum = 0;
      int before = done;
      batches.epoch(epoch, this::step);
      return sum / (done - before);
    }

    private void step(Batch batch, Random random) {
      double value = network.gradients(batch, loss, gradients, random);
      if (!Double.isFinite(value)) {
        throw new IllegalStateException(
            "the loss is " + value + " after " + done + " steps: the learning rate is too high");
      }
      AdamW.clip(gradients, options.largestGradient());
      optimiser.step(parameters, gradients, rate.at(done));
      sum += value;
      done++;
    }
  }
}
