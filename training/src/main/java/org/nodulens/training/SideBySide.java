package org.nodulens.training;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs jobs that do not depend on each other. */
final class SideBySide {
  private SideBySide() {}

  /** A job. */
  @FunctionalInterface
  interface Job<T> {
    T run() throws IOException;
  }

  /**
   * What the jobs give, in their order.
   *
   * @param threads one: the caller's, which stops at the first job that fails. Of several each job
   *     comes to its end, then the first failure in the jobs' order is thrown
   */
  static <T> List<T> run(List<Job<T>> jobs, int threads) throws IOException {
    List<T> results = new ArrayList<>();
    if (threads == 1) {
      for (Job<T> job : jobs) {
        results.add(job.run());
      }
      return results;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Future<T> done : pool.invokeAll(jobs.stream().map(job -> callable(job)).toList())) {
        results.add(done.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("training was interrupted");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> Callable<T> callable(Job<T> job) {
    return job::run;
  }

  private static IOException failure(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException bug) {
      throw bug;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException fault ? fault : new IOException(cause);
  }
}
