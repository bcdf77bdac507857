package org.nodulens.spark;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.api.java.function.VoidFunction;

/**
 * What a task of the cluster does: a piece of the plan.
 *
 * @param planFile its path, the same for every process
 */
record PieceTask(String planFile) implements VoidFunction<PlanEntry> {
  @Override
  public void call(PlanEntry place) throws IOException {
    new Attempt(Path.of(planFile)).run(place);
  }
}
