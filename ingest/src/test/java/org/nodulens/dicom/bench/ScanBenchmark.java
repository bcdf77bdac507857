package org.nodulens.dicom.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.SeriesScan;

/**
 * Scans a folder tree, the first time and once the compiler is done; how little memory it takes.
 */
final class ScanBenchmark {
  private ScanBenchmark() {}

  /** Reads {@code FOLDER}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    System.out.printf(
        Locale.ROOT,
        "%nscan of %s in a heap of %d MiB%n",
        folder.getFileName(),
        Runtime.getRuntime().maxMemory() >> 20);
    StopWatch processor = StopWatch.processor();
    for (int pass = 1; pass <= 3; pass++) {
      SeriesScan[] scan = new SeriesScan[1];
      StopWatch.Work work = () -> scan[0] = CtSeriesScanner.scan(folder);
      double[] ofProcessor = new double[1];
      double seconds =
          StopWatch.WALL.timing(() -> ofProcessor[0] = processor.timing(work).seconds()).seconds();
      System.out.printf(
          Locale.ROOT,
          "pass %d: %d files, %d series, %d files and %d series rejected;"
              + " %.0f files/s, %.0f a second of processor; %.1f MiB held%n",
          pass,
          scan[0].filesFound(),
          scan[0].series().size(),
          scan[0].rejectedFiles().size(),
          scan[0].rejectedSeries().size(),
          scan[0].filesFound() / seconds,
          scan[0].filesFound() / ofProcessor[0],
          heldMebibytes());
    }
  }

  @SuppressWarnings("deprecation") // nothing else tells garbage from what is held
  private static double heldMebibytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
  }
}
