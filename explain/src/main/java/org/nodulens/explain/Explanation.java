package org.nodulens.explain;

import java.util.List;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

/** What a model predicts of one nodule, and its maps: method by method, task by task. */
public record Explanation(List<Prediction> predictions, List<MethodMaps> maps) {
  public Explanation {
    predictions = List.copyOf(predictions);
    maps = List.copyOf(maps);
  }

  public Prediction prediction(Task task) {
    return predictions.stream()
        .filter(prediction -> prediction.task().equals(task))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("task " + task.name() + " was not predicted"));
  }
}
