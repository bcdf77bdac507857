package org.nodulens.cropset;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Files that belong together: all are closed, the last first, whichever of them fails. */
final class Opened implements Closeable {
  private final Deque<Closeable> files = new ArrayDeque<>();

  <T extends Closeable> T keep(T file) {
    files.push(file);
    return file;
  }

  /** From here on they are somebody else's to close. */
  void release() {
    files.clear();
  }

  @Override
  public void close() throws IOException {
    @Nullable IOException failure = null;
    while (!files.isEmpty()) {
      try {
        files.pop().close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
