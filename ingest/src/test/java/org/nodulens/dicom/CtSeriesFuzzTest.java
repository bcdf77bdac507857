package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.ct.CtVolume;

/** From a folder to HU: a file from a stranger beside a sound slice of what may be its series. */
class CtSeriesFuzzTest {
  private static final ScanOptions EVERYTHING =
      ScanOptions.DEFAULT.withSingleSlices().with(TiltHandling.RESAMPLE);

  @TempDir private Path folder;

  static Stream<byte[]> seeds() {
    return SliceSeeds.all();
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_file_is_a_row_of_the_ledger_or_in_a_series_that_is_read_or_refused(byte[] bytes)
      throws IOException {
    Files.write(folder.resolve("fuzzed"), bytes);
    Files.write(folder.resolve("sound"), DicomBytes.slice(1, true).bytes());
    SeriesScan scan = CtSeriesScanner.scan(folder, EVERYTHING);
    ScanBooks.requireBalance(scan);
    for (CtSeries series : scan.series()) {
      try {
        CtVolume volume = CtSeriesReader.of(series).read();
        assertThat(volume.geometry()).isEqualTo(series.geometry());
        CtSeriesReader.upright(series).slices(0, 1);
      } catch (DicomFormatException e) {
        assertThat(e.code()).isNotEmpty();
      }
    }
  }
}
