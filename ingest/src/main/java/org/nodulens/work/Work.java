package org.nodulens.work;

import java.io.IOException;

/**
 * A piece of work that may be done in another process, and done twice: it depends on its values and
 * on files alone, and changes nothing. Piece and result are made of records, lists, arrays, enums
 * and what else is {@link java.io.Serializable}; optionals and paths may be in them.
 *
 * @param <T> the result
 */
public interface Work<T> {
  /** What messages call it; unique among the pieces that are done together. */
  String name();

  /**
   * Does it.
   *
   * @throws IOException only where the fault is not the piece's own, such as a full disk
   */
  T run() throws IOException;

  /**
   * The result where every process that tried this piece has died of it.
   *
   * @param detail a sentence that says so
   * @throws IOException if there is no result without it
   */
  default T lost(String detail) throws IOException {
    throw new IOException(name() + ": " + detail);
  }
}
