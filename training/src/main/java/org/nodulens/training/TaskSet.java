package org.nodulens.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  static TaskSet of(CropSet set, List<TaskRequest> requests) throws FormatException {
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
    List<TaskPlan> plans = new ArrayList<>();
    for (TaskRequest request : requests) {
      plans.add(TaskPlans.of(request, set));
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
    if (task.kind() != Task.Kind.REGRESSION && labels.stream().distinct().count() < 2) {
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

  /** What a protocol uses: all crops; the paper those with a label of the first task alone. */
  List<CropRecord> crops(Protocol protocol) {
    if (protocol == Protocol.PATIENTS) {
      return set.records();
    }
    Task first = fitted(List.of()).get(0);
    return set.records().stream().filter(crop -> LabelRule.label(crop, first).isPresent()).toList();
  }

  /** The tasks, their scaling and reader noise measured on these crops. */
  List<Task> fitted(List<CropRecord> trainingCrops) {
    return plans.stream().map(plan -> plan.fitted(trainingCrops)).toList();
  }

  /** These crops as training data. */
  TrainingData data(List<CropRecord> trainingCrops) {
    List<Task> tasks = fitted(trainingCrops);
    return data(trainingCrops, tasks);
  }

  /** These crops with tasks that were fitted on others: for validation. */
  TrainingData data(List<CropRecord> crops, List<Task> tasks) {
    Targets targets = new Targets(crops.size(), tasks.stream().mapToInt(Task::outputs).sum());
    int column = 0;
    for (int t = 0; t < tasks.size(); t++) {
      for (int i = 0; i < crops.size(); i++) {
        Optional<TaskPlan.Target> target = plans.get(t).target(crops.get(i));
        if (target.isPresent()) {
          set(targets, i, column, tasks.get(t), target.get());
        }
      }
      column += tasks.get(t).outputs();
    }
    return new TrainingData(set, crops, tasks, targets);
  }

  private static void set(
      Targets targets, int crop, int column, Task task, TaskPlan.Target target) {
    switch (task.kind()) {
      case BINARY -> targets.set(crop, column, target.value(), target.weight());
      case REGRESSION ->
          targets.set(crop, column, task.scaling().score(target.value()), target.weight());
      case MULTICLASS -> {
        for (int c = 0; c < task.outputs(); c++) {
          targets.set(crop, column + c, c == target.value() ? 1 : 0, target.weight());
        }
      }
    }
  }

  /** What each task is trained towards, in words. */
  Map<String, String> targetsInWords() {
    Map<String, String> words = new LinkedHashMap<>();
    List<Task> tasks = fitted(List.of());
    for (int t = 0; t < tasks.size(); t++) {
      words.put(tasks.get(t).name(), plans.get(t).targetInWords());
    }
    return words;
  }

  /** A crop's class by the first task that has any, for stratified folds: 0 without a label. */
  int stratum(CropRecord crop) {
    for (Task task : fitted(List.of())) {
      if (task.kind() != Task.Kind.REGRESSION) {
        OptionalDouble label = LabelRule.label(crop, task);
        return label.isPresent() ? 1 + (int) label.getAsDouble() : 0;
      }
    }
    return 0;
  }
}
