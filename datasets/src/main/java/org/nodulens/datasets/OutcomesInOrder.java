package org.nodulens.datasets;

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
import org.nodulens.work.Results;

/**
 * Runs series tasks on several threads and hands their outcomes over in the tasks' order, so that
 * what is written does not depend on the threads. At most two series a thread are begun and not yet
 * handed over and done with: one that is being read, and the crops of one that waits.
 */
final class OutcomesInOrder implements Results<SeriesOutcome> {
  private final ExecutorService threads;
  private final int ahead;
  private final Iterator<SeriesTask> tasks;
  private final CropOptions options;
  private final Deque<Future<SeriesOutcome>> underWay = new ArrayDeque<>();

  OutcomesInOrder(List<SeriesTask> tasks, CropOptions options, int jobs) {
    this.threads = Executors.newFixedThreadPool(jobs);
    this.ahead = 2 * jobs;
    this.tasks = tasks.iterator();
    this.options = options;
  }

  @Override
  public SeriesOutcome next() throws IOException {
    while (underWay.size() < ahead && tasks.hasNext()) {
      SeriesTask task = tasks.next();
      underWay.add(threads.submit(() -> task.run(options)));
    }
    try {
      return underWay.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("ingest was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      if (e.getCause() instanceof Error error) { // too little memory, say
        throw error;
      }
      throw new IllegalStateException("a series could not be read", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
