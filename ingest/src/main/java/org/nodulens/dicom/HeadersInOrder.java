package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads headers and hands them over in the order in which they were asked for. On a disk one is
 * read after the other; where each is a request to a storage, some are under way at the same time.
 */
final class HeadersInOrder implements Closeable {
  private static final int THREADS = 32;
  private static final int AHEAD = 4 * THREADS;

  private final Taker taker;
  private final ExecutorService threads;
  private final int ahead;
  private final Deque<Future<HeaderRead>> underWay = new ArrayDeque<>();

  HeadersInOrder(Path root, Taker taker) {
    boolean onDisk = root.getFileSystem().equals(FileSystems.getDefault());
    this.taker = taker;
    this.ahead = onDisk ? 0 : AHEAD;
    this.threads = Executors.newFixedThreadPool(THREADS); // which begins none before it is asked
  }

  /** What is done with a header, on the thread that asks. */
  @FunctionalInterface
  interface Taker {
    void take(HeaderRead read) throws IOException;
  }

  void ask(DicomLocation location) throws IOException {
    if (ahead == 0) {
      taker.take(HeaderRead.of(location));
      return;
    }
    underWay.add(threads.submit(() -> HeaderRead.of(location)));
    handOver(ahead);
  }

  /** Hands over until no more than so many are under way. */
  void handOver(int most) throws IOException {
    while (underWay.size() > most) {
      try {
        taker.take(underWay.remove().get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the survey was interrupted");
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException fault) { // the storage does not answer
          throw fault;
        }
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw new IllegalStateException("a header could not be read", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
