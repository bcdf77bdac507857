package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.UprightSlices;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;

/** Reads a series' pixels as HU, each slice by its own rescale. */
public final class CtSeriesReader implements SliceSource {
  private final CtSeries series;
  private final int threads;

  /** How many times what is read will be in memory. */
  private final double times;

  private CtSeriesReader(CtSeries series, int threads, double times) {
    this.series = series;
    this.threads = threads;
    this.times = times;
  }

  public static CtSeriesReader of(CtSeries series) {
    return new CtSeriesReader(series, 1, 1);
  }

  /** Reads so many slices at the same time; worth it where they are compressed. */
  public CtSeriesReader withThreads(int count) {
    return new CtSeriesReader(series, count, times);
  }

  /**
   * A series with each slice straight above the one before, whatever the gantry's tilt: see {@link
   * UprightSlices}.
   */
  public static SliceSource upright(CtSeries series) {
    if (!series.isTilted()) {
      return of(series);
    }
    double larger =
        (double) UprightSlices.of(of(series)).geometry().size().voxels()
            / series.geometry().size().voxels();
    return UprightSlices.of(new CtSeriesReader(series, 1, 1 + larger));
  }

  @Override
  public VolumeGeometry geometry() {
    return series.geometry();
  }

  /** The whole series. */
  public CtVolume read() throws IOException {
    return slices(0, series.slices().size());
  }

  @Override
  public CtVolume slices(int first, int count) throws IOException {
    VolumeGeometry whole = series.geometry();
    GridSize size = new GridSize(whole.size().columns(), whole.size().rows(), count);
    requireMemory(size);
    VolumeGeometry part =
        new VolumeGeometry(size, whole.toPatient(new VoxelPoint(0, 0, first)), whole.axes());
    return new CtVolume(part, read(series.slices().subList(first, first + count)));
  }

  private void requireMemory(GridSize size) throws DicomFormatException {
    long neededMiB = (long) (size.voxels() * Short.BYTES * times) >> 20;
    long mostMiB = Runtime.getRuntime().maxMemory() / 5 * 4 / (1 << 20);
    if (neededMiB > mostMiB) {
      throw new DicomFormatException(
          "too-large",
          "series "
              + series.uid()
              + " needs "
              + neededMiB
              + " MiB of memory, but has "
              + mostMiB
              + " (more by -Xmx)");
    }
  }

  private short[][] read(List<SliceHeader> slices) throws IOException {
    short[][] hu = new short[slices.size()][];
    Iterator<Integer> order = asTheyLie(slices).iterator();
    Callable<Void> worker =
        () -> {
          try (SliceLoader loader = new SliceLoader()) {
            for (int i = next(order); i >= 0; i = next(order)) {
              hu[i] = loader.hu(slices.get(i));
            }
          }
          return null;
        };
    Closeable archive = slices.get(0).location().keepOpen();
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, hu.length));
    try {
      run(worker, Math.min(threads, hu.length), pool);
    } finally {
      pool.shutdownNow();
      archive.close();
    }
    return hu;
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

  private static int next(Iterator<Integer> order) {
    synchronized (order) {
      return order.hasNext() ? order.next() : -1;
    }
  }

  private static void run(Callable<Void> worker, int workers, ExecutorService pool)
      throws IOException {
    try {
      for (Future<Void> done : pool.invokeAll(Collections.nCopies(workers, worker))) {
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
    }
  }
}
