package org.nodulens.explain;

import java.util.List;
import java.util.Optional;
import org.nodulens.vit.Task;

/**
 * One method's maps of one nodule, a map a view.
 *
 * @param task whose score the maps explain; empty where the method knows no task
 */
public record MethodMaps(ImportanceEstimator method, Optional<Task> task, List<ViewMap> views) {
  public MethodMaps {
    views = List.copyOf(views);
  }

  public float minimum() {
    return (float) views.stream().mapToDouble(view -> view.map().minimum()).min().orElseThrow();
  }

  public float maximum() {
    return (float) views.stream().mapToDouble(view -> view.map().maximum()).max().orElseThrow();
  }
}
