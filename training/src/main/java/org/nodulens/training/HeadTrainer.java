package org.nodulens.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nodulens.vit.Task;
import org.nodulens.vit.Tensor;

/**
 * Trains a linear head on frozen features with AdamW, in plain Java on one thread: the same
 * features, targets and seed give the same bits.
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
   * The head.
   *
   * @param features (n, D), a row a crop
   * @return {@code head.weight} (C, D) and {@code head.bias} (C)
   */
  Map<String, Tensor> train(
      List<float[]> features,
      List<Task> tasks,
      Targets targets,
      ModelTrainer.EpochListener listener) {
    Standardisation standardisation = Standardisation.of(features);
    List<float[]> rows = features.stream().map(standardisation::apply).toList();
    int width = features.get(0).length;
    Map<String, Tensor> start = new LinkedHashMap<>();
    start.put("head.weight", new Tensor(new float[tasks.size() * width], tasks.size(), width));
    start.put("head.bias", new Tensor(new float[tasks.size()], tasks.size()));
    Parameters parameters = new Parameters(start);
    LinearGradient linear = new LinearGradient(parameters, new TaskLoss(tasks));
    AdamW optimiser = new AdamW(parameters, options.weightDecay());
    int batches = options.batchesAnEpoch(rows.size());
    LearningRate rate =
        new LearningRate(options.highestRate(), batches, options.epochs() * batches);
    int step = 0;
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      int[] order = Seeds.shuffled(rows.size(), new Random(Seeds.mix(seed, epoch)));
      double loss = 0;
      for (int b = 0; b < batches; b++, step++) {
        int[] batch = Seeds.part(order, b, batches);
        loss += linear.of(rows, batch, targets.of(batch));
        optimiser.step(parameters, linear.gradients(), rate.at(step));
      }
      listener.finished(epoch, loss / batches, rate.at(step - 1));
    }
    return standardisation.foldedInto(parameters.tensors());
  }
}
