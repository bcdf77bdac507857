package org.nodulens.dicom;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  private final Queue<SliceLoader> idleLoaders = new ConcurrentLinkedQueue<>();

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
    List<SliceHeader> slices = series.slices().subList(first, first + count);
    return new CtVolume(part, new SliceBatch(slices, idleLoaders).read(threads));
  }

  private void requireMemory(GridSize size) throws DicomFormatException {
    long sliceBytes = HeapFootprint.ofArray((long) size.pixelsPerSlice() * Short.BYTES);
    long neededMiB = (long) (sliceBytes * size.slices() * times) >> 20;
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
}
