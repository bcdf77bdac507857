package org.nodulens.vit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Work on many items by as many threads as there are cores, its results handed over in the items'
 * order: while one item is read and sampled, another's trunk runs, and what is written does not
 * depend on the threads. At most two items a thread are begun and not yet handed over, so that
 * memory does not grow with their number.
 */
public final class InOrder {
  private static final int ITEMS_A_THREAD = 2;

  /** What is done to an item, on one of the threads. */
  @FunctionalInterface
  public interface Work<T, R> {
    R of(T item) throws IOException;
  }

  /** What becomes of a result, on the caller's thread. */
  @FunctionalInterface
  public interface Sink<R> {
    void take(R result) throws IOException;
  }

  private InOrder() {}

  /**
   * Works on all items. When it returns or throws, no work is under way any more.
   *
   * @throws IOException the first fault of work or sink, in the items' order
   */
  public static <T, R> void run(List<T> items, Work<T, R> work, Sink<R> sink) throws IOException {
    run(items, work, sink, Runtime.getRuntime().availableProcessors());
  }

  static <T, R> void run(List<T> items, Work<T, R> work, Sink<R> sink, int threads)
      throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Deque<Future<R>> underWay = new ArrayDeque<>();
    Iterator<T> waiting = items.iterator();
    try {
      while (waiting.hasNext() || !underWay.isEmpty()) {
        while (underWay.size() < ITEMS_A_THREAD * threads && waiting.hasNext()) {
          T item = waiting.next();
          underWay.add(pool.submit(() -> work.of(item)));
        }
        sink.take(result(underWay.remove()));
      }
    } finally {
      underWay.forEach(waitingOne -> waitingOne.cancel(false));
      end(pool);
    }
  }

  private static <R> R result(Future<R> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the work was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** What is under way may use what the caller closes next: it is waited for, not interrupted. */
  private static void end(ExecutorService pool) {
    pool.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (pool.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
