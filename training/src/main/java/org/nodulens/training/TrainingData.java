package org.nodulens.training;

import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.Task;

/**
 * The crops of one training and what its outputs are trained towards.
 *
 * @param targets a row a crop, a column a task
 */
record TrainingData(CropSet set, List<CropRecord> crops, List<Task> tasks, Targets targets) {
  TrainingData {
    crops = List.copyOf(crops);
    tasks = List.copyOf(tasks);
    if (targets.crops() != crops.size() || targets.outputs() != tasks.size()) {
      throw new IllegalArgumentException("targets do not fit crops and tasks");
    }
  }
}
