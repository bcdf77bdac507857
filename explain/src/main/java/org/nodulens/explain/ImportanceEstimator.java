package org.nodulens.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A way to say how much each part of an image matters. Safe for use by several threads. */
public interface ImportanceEstimator {
  /** The name in commands and files: {@code cdam}. */
  String id();

  /** Whether each score has a map of its own; otherwise one map serves all. */
  default boolean knowsTask() {
    return true;
  }

  /** What an element of the map stands for. */
  default MapGrid grid() {
    return MapGrid.PATCH;
  }

  /** What the method was told beside its name, as files say it. */
  default Map<String, Number> parameters() {
    return Map.of();
  }

  /** Where the method's random numbers start, if it has any. */
  default OptionalLong seed() {
    return OptionalLong.empty();
  }

  /**
   * Importance of every element of the grid, row by row.
   *
   * @return for each score of the pass, or a single one if the method knows no task
   * @throws EngineAbsentException if the method needs an engine that is not there
   */
  List<float[]> importance(ExplainedPass pass) throws IOException;

  /**
   * The same for several passes of one model, which a method may run together. No pass changes
   * another's importance.
   *
   * @return an entry a pass
   */
  default List<List<float[]>> importance(List<ExplainedPass> passes) throws IOException {
    List<List<float[]>> all = new ArrayList<>();
    for (ExplainedPass pass : passes) {
      all.add(importance(pass));
    }
    return all;
  }
}
