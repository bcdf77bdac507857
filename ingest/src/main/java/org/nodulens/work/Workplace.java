package org.nodulens.work;

import java.io.IOException;

/**
 * Processes that do {@link Work}. The results do not depend on their number, nor on which of them
 * die on the way.
 */
public interface Workplace extends AutoCloseable {
  /** Begins with pieces of work; one plan at a time. */
  <T> Results<T> begin(WorkPlan<T> plan) throws IOException;

  /** Lets the processes go. */
  @Override
  void close();
}
