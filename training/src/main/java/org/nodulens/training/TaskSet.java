package org.nodulens.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.LabelRule;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.FormatException;

/** The tasks that were asked for, against a crop set that has what they need. */
final class TaskSet {
  private final CropSet set;
  private final List<TaskPlan> plans;

  private TaskSet(CropSet set, List<TaskPlan> plans) {
    this.set = set;
    this.plans = plans;
  }

  /**
   * Checks that every task can be learned.
   *
   * @throws FormatException if a crop has no patient, or a task has no targets, or labels of one
   *     class only
   */
  static TaskSet of(CropSet set, List<TaskPlan> plans) throws FormatException {
    for (CropRecord crop : set.records()) {
      if (crop.patientId().isEmpty()) {
        throw new FormatException(
            "crop "
                + crop.cropId()
                + " in "
                + set.folder()
                + " has no patient_id: training needs it, to keep patients apart");
      }
    }
    TaskSet tasks = new TaskSet(set, plans);
    for (Task task : tasks.fitted(set.records())) {
      tasks.requireLearnable(task);
    }
    return tasks;
  }

  private void requireLearnable(Task task) throws FormatException {
    List<Double> labels = new ArrayList<>();
    for (CropRecord crop : set.records()) {
      LabelRule.label(crop, task).ifPresent(labels::add);
    }
    String where = "crop set " + set.folder();
    if (labels.isEmpty()) {
      throw new FormatException(
          where
              + " has no label for task "
              + task.name()
              + " (rule "
              + task.labelRule()
              + "): leave the task out, or add the readings");
    }
    if (task.kind() == Task.Kind.BINARY && labels.stream().distinct().count() < 2) {
      throw new FormatException(
          where
              + " has one class only for task "
              + task.name()
              + " (rule "
              + task.labelRule()
              + "): all "
              + labels.size()
              + " labels are "
              + labels.get(0).intValue());
    }
  }

  /** The tasks, their scaling and reader noise measured on these crops. */
  List<Task> fitted(List<CropRecord> trainingCrops) {
    return plans.stream().map(plan -> plan.fitted(trainingCrops)).toList();
  }

  /** These crops as training data. */
  TrainingData data(List<CropRecord> trainingCrops) {
    List<Task> tasks = fitted(trainingCrops);
    Targets targets = new Targets(trainingCrops.size(), tasks.size());
    for (int c = 0; c < tasks.size(); c++) {
      for (int i = 0; i < trainingCrops.size(); i++) {
        Optional<TaskPlan.Target> target = plans.get(c).target(trainingCrops.get(i));
        if (target.isPresent()) {
          double value = onOutputScale(tasks.get(c), target.get().value());
          targets.set(i, c, value, target.get().readers());
        }
      }
    }
    return new TrainingData(set, trainingCrops, tasks, targets);
  }

  private static double onOutputScale(Task task, double value) {
    return switch (task.kind()) {
      case BINARY -> value;
      case REGRESSION -> task.scaling().score(value);
    };
  }

  /** A crop's class by the first binary task, for stratified folds: 0 where it has no label. */
  int stratum(CropRecord crop) {
    for (Task task : fitted(List.of())) {
      if (task.kind() == Task.Kind.BINARY) {
        OptionalDouble label = LabelRule.label(crop, task);
        return label.isPresent() ? 1 + (int) label.getAsDouble() : 0;
      }
    }
    return 0;
  }
}
