package org.nodulens.training;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a run still takes, judged by the work that is done. */
final class Remaining {
  private final LongSupplier clockNs;
  private final long startNs;
  private long left;
  private long done;

  /**
   * Starts the clock.
   *
   * @param work all of it, in crops times epochs
   */
  Remaining(long work, LongSupplier clockNs) {
    this.left = work;
    this.clockNs = clockNs;
    this.startNs = clockNs.getAsLong();
  }

  /** Work that need not be done. */
  void skip(long work) {
    left -= work;
  }

  /** After some more work: the time that the rest will take. */
  Duration after(long work) {
    done += work;
    left -= work;
    double nsEach = (double) (clockNs.getAsLong() - startNs) / done;
    return Duration.ofNanos((long) (nsEach * Math.max(0, left)));
  }
}
