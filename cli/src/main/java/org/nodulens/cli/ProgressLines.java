package org.nodulens.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A plain line every few seconds, for logs and pipes, and one at the end. */
final class ProgressLines implements Progress {
  private static final long SECOND_NS = Duration.ofSeconds(1).toNanos();
  private static final long BETWEEN_LINES_NS = 5 * SECOND_NS;

  private final String task;
  private final long total;
  private final String unit;
  private final PrintStream err;
  private final LongSupplier clockNs;
  private final long startNs;
  private long lastLineNs;
  private long done;

  ProgressLines(String task, long total, String unit, PrintStream err, LongSupplier clockNs) {
    this.task = task;
    this.total = total;
    this.unit = unit;
    this.err = err;
    this.clockNs = clockNs;
    startNs = clockNs.getAsLong();
    lastLineNs = startNs;
  }

  @Override
  public synchronized void step(long steps) {
    done += steps;
    long nowNs = clockNs.getAsLong();
    if (done != total && nowNs - lastLineNs >= BETWEEN_LINES_NS) {
      lastLineNs = nowNs;
      err.println(task + ": " + count() + remaining(nowNs - startNs));
    }
  }

  @Override
  public synchronized void note(String what) {
    lastLineNs = clockNs.getAsLong();
    err.println(task + ": " + what);
  }

  @Override
  public synchronized void close() {
    err.println(task + ": " + count() + " in " + seconds(clockNs.getAsLong() - startNs));
  }

  private String count() {
    return total < 0 ? done + " " + unit : done + " of " + total + " " + unit;
  }

  private String remaining(long elapsedNs) {
    if (total <= 0 || done == 0) {
      return "";
    }
    // Less than a hundredth says little: what came before the first step counts for too much.
    if (100 * done < total) {
      return " (0 %)";
    }
    double leftNs = (double) elapsedNs / done * (total - done);
    return String.format(
        Locale.ROOT, " (%d %%), about %s left", 100 * done / total, seconds((long) leftNs));
  }

  private static String seconds(long ns) {
    return String.format(Locale.ROOT, "%.0f s", (double) ns / SECOND_NS);
  }
}
