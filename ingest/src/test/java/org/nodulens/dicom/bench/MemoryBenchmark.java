package org.nodulens.dicom.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;

/** Reads a series in a heap that holds it once, but not twice: it fails where it is held twice. */
final class MemoryBenchmark {
  private MemoryBenchmark() {}

  /** Reads {@code FOLDER}. */
  public static void main(String[] arguments) throws IOException {
    for (CtSeries series : Slices.in(Path.of(arguments[0])).series()) {
      CtVolume volume = CtSeriesReader.of(series).withThreads(2).read();
      GridSize size = volume.geometry().size();
      System.out.printf(
          Locale.ROOT,
          "%na volume of %.0f MiB read in a heap of %d MiB%n",
          size.pixelsPerSlice() * Short.BYTES / 1048576.0 * size.slices(),
          Runtime.getRuntime().maxMemory() >> 20);
    }
  }
}
