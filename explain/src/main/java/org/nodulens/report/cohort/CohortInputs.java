package org.nodulens.report.cohort;

import java.util.List;
import java.util.Optional;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.Task;

/**
 * What a cohort report is made of.
 *
 * @param benchmark of the maps, where there is one
 * @param createdBy program and version
 */
public record CohortInputs(
    ModelFolder model,
    CropSet set,
    MeasuredFigures figures,
    Optional<FoundBenchmark> benchmark,
    String createdBy) {

  /** The model's tasks that the figures speak of. */
  List<Task> tasks() {
    return model.description().tasks().stream()
        .filter(task -> figures.task(task.name()).isObject())
        .toList();
  }
}
