package org.nodulens.training;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.nodulens.vit.InputSpec;

/**
 * What to train.
 *
 * @param tasks in the order of the head's outputs, each {@code NAME[:KIND][=RULE[:READERS]]}
 * @param settings numbers that shall differ from the usual ones
 * @param seed of the split, the weights, the order of crops, augmentation and bootstrap
 * @param shifts of each view along an axis in predictions; empty for as many as the start has
 * @param cache folder of features for {@code --layers head}; empty to keep none
 */
public record TrainingOptions(
    List<String> tasks,
    Layers layers,
    Splitting splitting,
    int epochs,
    Settings settings,
    long seed,
    OptionalInt shifts,
    Optional<Path> cache) {
  /** The tasks of the default: malignancy and the eight biomarkers. */
  public static final List<String> ALL_TASKS = TaskPlan.DEFAULT_NAMES;

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if a task is no task or named twice, or a number makes no
   *     sense
   */
  public TrainingOptions {
    tasks = List.copyOf(tasks);
    List<String> names = tasks.stream().map(text -> TaskRequest.of(text).name()).toList();
    if (tasks.isEmpty() || new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("name at least one task, and none twice: " + tasks);
    }
    if (shifts.isPresent()
        && (shifts.getAsInt() < 1 || shifts.getAsInt() > InputSpec.MOST_SHIFTS)) {
      throw new IllegalArgumentException(
          "shifts must be 1 to " + InputSpec.MOST_SHIFTS + ", got " + shifts.getAsInt());
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("train for at least 1 epoch, got " + epochs);
    }
  }

  /** With the usual numbers, folds by patient. */
  public TrainingOptions(List<String> tasks, Layers layers, int folds, int epochs, long seed) {
    this(
        tasks,
        layers,
        Splitting.usual(folds),
        epochs,
        Settings.USUAL,
        seed,
        OptionalInt.empty(),
        Optional.empty());
  }

  /** All tasks, five folds, as many epochs as the layers usually take. */
  public static TrainingOptions usual(Layers layers, long seed) {
    return new TrainingOptions(ALL_TASKS, layers, 5, layers.usualEpochs(), seed);
  }

  public TrainingOptions with(Settings others) {
    return new TrainingOptions(tasks, layers, splitting, epochs, others, seed, shifts, cache);
  }

  public TrainingOptions with(Splitting other) {
    return new TrainingOptions(tasks, layers, other, epochs, settings, seed, shifts, cache);
  }

  public TrainingOptions withShifts(int perAxis) {
    return new TrainingOptions(
        tasks, layers, splitting, epochs, settings, seed, OptionalInt.of(perAxis), cache);
  }

  public TrainingOptions withCache(Path folder) {
    return new TrainingOptions(
        tasks, layers, splitting, epochs, settings, seed, shifts, Optional.of(folder));
  }

  public int folds() {
    return splitting.folds();
  }

  List<TaskRequest> requests() {
    return tasks.stream().map(TaskRequest::of).toList();
  }

  /** A start's way to see, with the shifts that were asked for. */
  InputSpec seenThrough(InputSpec input) {
    return shifts.isPresent() ? input.withShifts(shifts.getAsInt()) : input;
  }
}
