package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Slices that are read together: each thread takes the next that nobody has taken. */
final class SliceBatch {
  private final List<SliceHeader> slices;
  private final Queue<SliceLoader> idleLoaders;
  private final List<Integer> order;
  private final AtomicInteger taken = new AtomicInteger();
  private final short[][] hu;
  private final @Nullable IOException[] faults;

  /**
   * For slices of one series.
   *
   * @param idleLoaders lends loaders and gets them back: their buffers serve again
   */
  SliceBatch(List<SliceHeader> slices, Queue<SliceLoader> idleLoaders) {
    this.slices = slices;
    this.idleLoaders = idleLoaders;
    this.order = asTheyLie(slices);
    this.hu = new short[slices.size()][];
    this.faults = new IOException[slices.size()];
  }

  /** The slices' numbers: frame after frame of an object, be they ordered the other way. */
  private static List<Integer> asTheyLie(List<SliceHeader> slices) {
    Map<DicomLocation, Integer> firstOfObject = new HashMap<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      firstOfObject.putIfAbsent(slices.get(i).location(), i);
      order.add(i);
    }
    order.sort(
        Comparator.<Integer>comparingInt(
                i -> firstOfObject.getOrDefault(slices.get(i).location(), i))
            .thenComparingInt(i -> slices.get(i).frame()));
    return order;
  }

  /**
   * Reads all of them, once.
   *
   * @return HU, in the order of the slices
   * @throws IOException the first in the order of reading, however many threads there are
   */
  short[][] read(int threads) throws IOException {
    int workers = Math.min(threads, slices.size());
    Closeable archive = slices.get(0).location().keepOpen();
    try {
      if (workers == 1) {
        takeSlices();
      } else {
        runTogether(workers, this::takeSlices);
      }
    } finally {
      archive.close();
    }
    for (IOException fault : faults) {
      if (fault != null) {
        throw fault;
      }
    }
    return hu;
  }

  private @Nullable Void takeSlices() throws IOException {
    SliceLoader loader = Objects.requireNonNullElseGet(idleLoaders.poll(), SliceLoader::new);
    try (loader) {
      for (int n = taken.getAndIncrement(); n < hu.length; n = taken.getAndIncrement()) {
        try {
          hu[order.get(n)] = loader.hu(slices.get(order.get(n)));
        } catch (IOException e) {
          faults[n] = e;
          // Those before it are taken already.
          taken.set(hu.length);
        }
      }
    }
    idleLoaders.add(loader);
    return null;
  }

  private static void runTogether(int workers, Callable<@Nullable Void> worker) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      for (Future<@Nullable Void> done : pool.invokeAll(Collections.nCopies(workers, worker))) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      throw new IllegalStateException("a slice could not be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a series was read");
    } finally {
      pool.shutdownNow();
    }
  }
}
