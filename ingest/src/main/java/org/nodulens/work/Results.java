package org.nodulens.work;

import java.io.IOException;

/**
 * Results in the order of their pieces, while later pieces are still being done.
 *
 * @param <T> a piece's result
 */
public interface Results<T> extends AutoCloseable {
  /**
   * The next piece's result, once it is there.
   *
   * @throws IOException a fault of the work, or of where it is done
   */
  T next() throws IOException;

  /** Ends work that is still under way. */
  @Override
  void close();
}
