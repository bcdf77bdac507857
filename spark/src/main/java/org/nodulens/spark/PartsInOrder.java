package org.nodulens.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.jspecify.annotations.Nullable;
import org.nodulens.work.Results;

/** Hands committed results over in the plan's order, while the job is running. */
final class PartsInOrder<T> implements Results<T> {
  private static final long POLL_MILLIS = 50;

  /** A file of another machine may show up late. */
  private static final int LATE_POLLS = 200;

  private final Parts parts;
  private final int end;
  private final Optional<JavaFutureAction<Void>> job;
  private int next;

  PartsInOrder(Parts parts, int first, int count, Optional<JavaFutureAction<Void>> job) {
    this.parts = parts;
    this.next = first;
    this.end = first + count;
    this.job = job;
  }

  /** The result handed over before is done with: its file goes. */
  @Override
  @SuppressWarnings("unchecked") // the piece of this number is a Work<T>
  public T next() throws IOException {
    if (next >= end) {
      throw new NoSuchElementException("there are no results after " + end);
    }
    parts.remove(next - 1);
    await(next);
    return (T) parts.read(next++);
  }

  private void await(int piece) throws IOException {
    for (int late = 0; !parts.holds(piece); ) {
      if (isOver() && late++ > LATE_POLLS) {
        throw new IOException("the cluster has finished without a result of piece " + piece);
      }
    }
  }

  /** Whether no process works any more; waits a moment. */
  private boolean isOver() throws IOException {
    try {
      if (job.isPresent() && !job.get().isDone()) {
        job.get().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } else {
        if (job.isPresent()) {
          job.get().get(0, TimeUnit.MILLISECONDS);
        }
        Thread.sleep(POLL_MILLIS);
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the work was interrupted");
    } catch (ExecutionException e) {
      throw new IOException("the cluster has given up: " + reason(e.getCause()), e.getCause());
    }
  }

  /** Spark's message has the trace of the process that failed: its first line says why. */
  private static String reason(@Nullable Throwable cause) {
    String message = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
    return message
        .lines()
        .limit(2)
        .filter(line -> !line.startsWith("\tat "))
        .reduce("", (a, b) -> (a + " " + b).strip());
  }

  @Override
  public void close() {
    if (job.isEmpty() || job.get().isDone()) {
      return;
    }
    job.get().cancel(true);
    try {
      job.get().get(1, TimeUnit.MINUTES);
    } catch (CancellationException | ExecutionException | TimeoutException e) {
      // it was told to end; whatever it still commits is what another run would
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
