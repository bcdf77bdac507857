package org.nodulens.explain;

import java.util.List;

/** A way to say how much each token matters. Stateless, safe for use by several threads. */
public sealed interface ImportanceEstimator permits Cdam, AttentionMap {
  /** The name in commands and files: {@code cdam}. */
  String id();

  /** Whether each score has a map of its own; otherwise one map serves all. */
  boolean knowsTask();

  /**
   * Importance of every token.
   *
   * @return (T) for each score of the pass, or a single one if the method knows no task
   */
  List<float[]> importance(ExplainedPass pass);
}
