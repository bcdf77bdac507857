package org.nodulens.dicom.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Shares numbered pieces of work among threads. */
final class Workers {
  /** One piece of work. */
  interface Piece {
    void run(int thread, int piece) throws IOException;
  }

  private Workers() {}

  static void share(int pieces, int threads, Piece work) throws IOException {
    AtomicInteger next = new AtomicInteger();
    if (threads == 1) {
      drain(next, pieces, 0, work);
      return;
    }
    List<Callable<Void>> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      workers.add(
          () -> {
            drain(next, pieces, thread, work);
            return null;
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Void> done : pool.invokeAll(workers)) {
        done.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException("a piece of work failed", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static void drain(AtomicInteger next, int pieces, int thread, Piece work)
      throws IOException {
    for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
      work.run(thread, i);
    }
  }
}
