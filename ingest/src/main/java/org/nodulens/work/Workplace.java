package org.nodulens.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Processes that do {@link Work}. The results do not depend on their number, nor on which of them
 * die on the way.
 */
public interface Workplace extends AutoCloseable {
  /** Begins with pieces of work; one plan at a time. */
  <T> Results<T> begin(WorkPlan<T> plan) throws IOException;

  /**
   * Writes the rows of an array as a Parquet table with columns {@code crop_id} (string) and {@code
   * embedding} (floats).
   *
   * @param parquet a folder that is not there yet
   * @param rows a .npy file of float32, (n, width), as every process sees it
   * @param ids n of them, in the rows' order
   */
  void writeParquet(Path parquet, Path rows, List<String> ids) throws IOException;

  /** Lets the processes go. */
  @Override
  void close();
}
