package org.nodulens.spark;

import java.io.IOException;
import org.apache.spark.api.java.function.VoidFunction;
import org.nodulens.spark.files.SharedPaths;

/**
 * What a task of the cluster does: a piece of the plan.
 *
 * @param planFile its path, the same for every process
 */
record PieceTask(String planFile) implements VoidFunction<PlanEntry> {
  @Override
  public void call(PlanEntry place) throws IOException {
    new Attempt(SharedPaths.of(planFile)).run(place);
  }
}
