package org.nodulens.explain;

import java.util.List;
import java.util.stream.Stream;
import org.nodulens.vit.Task;

/**
 * What to explain, and how.
 *
 * @param tasks of the model
 * @param concepts for the very network that is asked
 */
public record Question(
    List<ImportanceEstimator> methods, List<Task> tasks, List<ConceptVector> concepts) {
  public Question {
    methods = List.copyOf(methods);
    tasks = List.copyOf(tasks);
    concepts = List.copyOf(concepts);
  }

  /** Tasks, then concepts as tasks: the order of scores and of maps. */
  public List<Task> allTasks() {
    return Stream.concat(tasks.stream(), concepts.stream().map(ConceptVector::task)).toList();
  }
}
