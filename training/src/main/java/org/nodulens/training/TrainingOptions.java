package org.nodulens.training;

import java.util.HashSet;
import java.util.List;

/**
 * What to train.
 *
 * @param tasks names, in the order of the head's outputs
 * @param folds of the cross-validation
 * @param seed of the split, the weights, the order of crops, augmentation and bootstrap
 */
public record TrainingOptions(List<String> tasks, Layers layers, int folds, int epochs, long seed) {
  /** Every task there is. */
  public static final List<String> ALL_TASKS = TaskPlan.DEFAULT_NAMES;

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if a task is unknown or named twice, or a number makes no
   *     sense
   */
  public TrainingOptions {
    tasks = List.copyOf(tasks);
    if (tasks.isEmpty() || new HashSet<>(tasks).size() < tasks.size()) {
      throw new IllegalArgumentException("name at least one task, and none twice: " + tasks);
    }
    for (String task : tasks) {
      if (TaskPlan.named(task).isEmpty()) {
        throw new IllegalArgumentException(
            "task " + task + " is unknown; there are " + String.join(", ", ALL_TASKS));
      }
    }
    if (folds < 2) {
      throw new IllegalArgumentException("cross-validation needs at least 2 folds, got " + folds);
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("train for at least 1 epoch, got " + epochs);
    }
  }

  /** All tasks, five folds, as many epochs as the layers usually take. */
  public static TrainingOptions usual(Layers layers, long seed) {
    return new TrainingOptions(ALL_TASKS, layers, 5, layers.usualEpochs(), seed);
  }

  List<TaskPlan> plans() {
    return tasks.stream().map(name -> TaskPlan.named(name).orElseThrow()).toList();
  }
}
