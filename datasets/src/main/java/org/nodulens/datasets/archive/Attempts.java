package org.nodulens.datasets.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Asks again where that may help: a bounded number of times, with growing pauses. */
final class Attempts {
  /** What is tried. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws IOException;
  }

  /** Waits between two attempts. */
  @FunctionalInterface
  interface Pause {
    void take(Duration length) throws IOException;
  }

  private final Patience patience;
  private final Pause pause;

  Attempts(Patience patience, Pause pause) {
    this.patience = patience;
    this.pause = pause;
  }

  static Attempts of(Patience patience) {
    return new Attempts(patience, Attempts::sleep);
  }

  /**
   * The first result.
   *
   * @throws ArchiveFault the last one, where there is none
   */
  <T> T run(Attempt<T> attempt) throws IOException {
    Duration next = patience.firstPause();
    int wrongContents = 0;
    for (int number = 1; ; number++) {
      try {
        return attempt.run();
      } catch (ArchiveFault fault) {
        wrongContents += fault.kind() == ArchiveFault.Kind.CONTENT ? 1 : 0;
        boolean lasting = fault.kind() == ArchiveFault.Kind.FINAL || wrongContents > 1;
        if (lasting || number == patience.attempts()) {
          throw fault;
        }
        Duration asked = fault.retryAfter();
        pause.take(shorter(asked == null ? next : asked, patience.longestPause()));
        next = shorter(next.multipliedBy(2), patience.longestPause());
      }
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static void sleep(Duration length) throws IOException {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the fetch was interrupted");
    }
  }
}
