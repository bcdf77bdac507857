package org.nodulens.faithfulness;

import java.util.List;
import java.util.Optional;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.vit.Task;

/**
 * What to benchmark, and how.
 *
 * @param methods the first is what the others are held against, unless cdam is among them
 * @param tasks of the model
 * @param fill of what is taken away
 * @param contourMove also hold maps against contours moved by this
 * @param seed of boxes, of the order of equal elements, of the random control and random weights
 */
public record BenchmarkRequest(
    List<ImportanceEstimator> methods,
    List<Task> tasks,
    Fill fill,
    Optional<ContourMove> contourMove,
    long seed) {

  /** The method that others are held against, where it is asked for. */
  private static final String REFERENCE = "cdam";

  /** Pixels to the right and down. */
  public record ContourMove(int columns, int rows) {}

  public BenchmarkRequest {
    methods = List.copyOf(methods);
    tasks = List.copyOf(tasks);
    if (methods.isEmpty() || tasks.isEmpty()) {
      throw new IllegalArgumentException("a benchmark needs a method and a task");
    }
  }

  /** The method that others are held against. */
  public String reference() {
    List<String> ids = methods.stream().map(ImportanceEstimator::id).toList();
    return ids.contains(REFERENCE) ? REFERENCE : ids.get(0);
  }
}
