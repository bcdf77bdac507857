package org.nodulens.training;

import java.util.List;
import org.nodulens.vit.Task;

/**
 * The loss of a batch and its gradient at the outputs: the mean over tasks of each task's weighted
 * mean over the crops that have a target. Binary outputs: cross-entropy of the logit, whose target
 * may be any probability; regressions: smooth L1 with its knee at 1 standard deviation.
 */
final class TaskLoss {
  private final Task.Kind[] kinds;

  /** One entry an output. */
  TaskLoss(List<Task> tasks) {
    kinds = tasks.stream().map(Task::kind).toArray(Task.Kind[]::new);
  }

  /**
   * The loss.
   *
   * @param outputs (B, C)
   * @param gradient (B, C), overwritten with ∂ loss / ∂ outputs
   */
  double gradient(float[] outputs, Targets targets, float[] gradient) {
    double loss = 0;
    for (int c = 0; c < kinds.length; c++) {
      double total = 0;
      for (int i = 0; i < targets.crops(); i++) {
        total += targets.weight(i, c);
      }
      for (int i = 0; i < targets.crops(); i++) {
        int at = i * kinds.length + c;
        gradient[at] = 0;
        if (targets.weight(i, c) > 0) {
          double share = targets.weight(i, c) / total / kinds.length;
          double target = targets.value(i, c);
          loss += share * loss(kinds[c], outputs[at], target);
          gradient[at] = (float) (share * slope(kinds[c], outputs[at], target));
        }
      }
    }
    return loss;
  }

  private static double loss(Task.Kind kind, double output, double target) {
    return switch (kind) {
      case BINARY ->
          Math.max(output, 0) - output * target + Math.log1p(Math.exp(-Math.abs(output)));
      case REGRESSION -> {
        double distance = Math.abs(output - target);
        yield distance < 1 ? distance * distance / 2 : distance - 0.5;
      }
    };
  }

  private static double slope(Task.Kind kind, double output, double target) {
    return switch (kind) {
      case BINARY -> 1 / (1 + Math.exp(-output)) - target;
      case REGRESSION -> Math.max(-1, Math.min(1, output - target));
    };
  }
}
