package org.nodulens.training;

import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.Task;

/**
 * The crops of one training and what its outputs are trained towards.
 *
 * @param targets a row a crop, a column an output of a task
 */
record TrainingData(CropSet set, List<CropRecord> crops, List<Task> tasks, Targets targets) {
  TrainingData {
    crops = List.copyOf(crops);
    tasks = List.copyOf(tasks);
    if (targets.crops() != crops.size() || targets.outputs() != outputs(tasks)) {
      throw new IllegalArgumentException("targets do not fit crops and tasks");
    }
  }

  private static int outputs(List<Task> tasks) {
    return tasks.stream().mapToInt(Task::outputs).sum();
  }

  /** C, over all tasks. */
  int outputs() {
    return outputs(tasks);
  }
}
