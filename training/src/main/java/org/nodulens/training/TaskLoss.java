package org.nodulens.training;

import java.util.List;
import org.nodulens.vit.Task;

/**
 * The loss of a batch and its gradient at the outputs: the mean over tasks of each task's weighted
 * mean over the crops that have a target. Binary outputs: cross-entropy of the logit, whose target
 * may be any probability; several classes: cross-entropy of their softmax; regressions: smooth L1
 * with its knee at 1 standard deviation.
 */
final class TaskLoss {
  private final List<Task> tasks;
  private final int outputs;

  /** For outputs task by task. */
  TaskLoss(List<Task> tasks) {
    this.tasks = List.copyOf(tasks);
    this.outputs = tasks.stream().mapToInt(Task::outputs).sum();
  }

  /** C. */
  int outputs() {
    return outputs;
  }

  /**
   * The loss.
   *
   * @param values the outputs, (B, C)
   * @param gradient (B, C), overwritten with ∂ loss / ∂ outputs
   */
  double gradient(float[] values, Targets targets, float[] gradient) {
    return gradient(values, targets, targets.totals(), gradient);
  }

  /**
   * A part's share of the loss of a whole batch.
   *
   * @param totals weights of the whole batch's targets, (C)
   */
  double gradient(float[] values, Targets targets, double[] totals, float[] gradient) {
    double loss = 0;
    int first = 0;
    for (Task task : tasks) {
      for (int i = 0; i < targets.crops(); i++) {
        int at = i * outputs + first;
        for (int c = 0; c < task.outputs(); c++) {
          gradient[at + c] = 0;
        }
        if (targets.weight(i, first) > 0) {
          double share = targets.weight(i, first) / totals[first] / tasks.size();
          loss +=
              task.kind() == Task.Kind.MULTICLASS
                  ? classes(
                      values, gradient, targets, new Place(i, at, first, task.outputs()), share)
                  : single(task.kind(), values, gradient, at, targets.value(i, first), share);
        }
      }
      first += task.outputs();
    }
    return loss;
  }

  /** Where a crop's outputs of a task stand. */
  private record Place(int crop, int at, int first, int count) {}

  private static double single(
      Task.Kind kind, float[] values, float[] gradient, int at, double target, double share) {
    gradient[at] = (float) (share * slope(kind, values[at], target));
    return share * loss(kind, values[at], target);
  }

  /** log Σ exp y - Σ target · y, whose slope is softmax - target. */
  private static double classes(
      float[] values, float[] gradient, Targets targets, Place place, double share) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < place.count; c++) {
      highest = Math.max(highest, values[place.at + c]);
    }
    double sum = 0;
    for (int c = 0; c < place.count; c++) {
      sum += Math.exp(values[place.at + c] - highest);
    }
    double loss = highest + Math.log(sum);
    for (int c = 0; c < place.count; c++) {
      double target = targets.value(place.crop, place.first + c);
      loss -= target * values[place.at + c];
      double probability = Math.exp(values[place.at + c] - highest) / sum;
      gradient[place.at + c] = (float) (share * (probability - target));
    }
    return share * loss;
  }

  private static double loss(Task.Kind kind, double output, double target) {
    if (kind == Task.Kind.BINARY) {
      return Math.max(output, 0) - output * target + Math.log1p(Math.exp(-Math.abs(output)));
    }
    double distance = Math.abs(output - target);
    return distance < 1 ? distance * distance / 2 : distance - 0.5;
  }

  private static double slope(Task.Kind kind, double output, double target) {
    return kind == Task.Kind.BINARY
        ? 1 / (1 + Math.exp(-output)) - target
        : Math.max(-1, Math.min(1, output - target));
  }
}
