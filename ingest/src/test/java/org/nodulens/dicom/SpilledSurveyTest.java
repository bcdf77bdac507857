package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.work.Values;

/** A scan that puts slices on disk finds what a scan in memory finds. */
class SpilledSurveyTest {
  @TempDir private Path folder;

  /** Series whose files lie between each other, with what is turned away among them. */
  @BeforeEach
  void write_series() throws IOException {
    for (int z = 0; z < 6; z++) {
      put("a-" + z, "1.2.1", z, "P1");
      put("b-" + z, "1.2.2", 2 * z, "P2");
      put("mixed-" + z, "1.2.3", z, z < 4 ? "P3" : "P4");
      Files.createDirectories(folder.resolve("deep/er"));
      put("deep/er/a-" + z, "1.2.1", 6 + z, "P1");
    }
    put("gap-0", "1.2.4", 0, "P5");
    put("gap-1", "1.2.4", 1, "P5");
    put("gap-2", "1.2.4", 3, "P5");
    Files.copy(folder.resolve("a-0"), folder.resolve("z-again"));
    Files.copy(folder.resolve("gap-1"), folder.resolve("z-again-gap"));
    Files.writeString(folder.resolve("notes.txt"), "no DICOM");
  }

  private void put(String name, String series, int z, String patient) throws IOException {
    DicomBytes slice =
        DicomBytes.slice(z, true)
            .text(Tag.SERIES_INSTANCE_UID, "UI", series)
            .text(Tag.SOP_INSTANCE_UID, "UI", series + "." + (100 + z))
            .text(Tag.PATIENT_ID, "LO", patient);
    Files.write(folder.resolve(name), slice.bytes());
  }

  private static List<String> described(SeriesScan scan) {
    List<String> lines = new ArrayList<>();
    lines.add(scan.filesFound() + " files, " + scan.filesOfSeries() + " of series");
    for (CtSeries series : scan.series()) {
      lines.add(series.uid() + " of " + series.patientId() + ": " + series.geometry());
      series.slices().forEach(slice -> lines.add(slice.sopUid() + " in " + slice.path()));
    }
    for (RejectedSeries series : scan.rejectedSeries()) {
      lines.add(series.uid() + " " + series.code() + " " + series.detail());
      series.slices().forEach(slice -> lines.add(slice.sopUid() + " in " + slice.path()));
    }
    scan.rejectedFiles().forEach(file -> lines.add(file.toString()));
    return lines;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 20})
  void disk_and_memory_say_the_same(int mostInMemory) throws IOException {
    List<String> expected = described(CtSeriesScanner.scan(folder));
    assertThat(expected).anyMatch(line -> line.contains("duplicate-instance"));
    assertThat(expected).anyMatch(line -> line.contains("mixed-patients"));
    assertThat(expected).anyMatch(line -> line.contains("slice-gap"));
    SeriesScan scan =
        CtSeriesScanner.scan(folder, ScanOptions.DEFAULT.withSlicesInMemory(mostInMemory));
    assertThat(described(scan)).isEqualTo(expected);
  }

  @Test
  void voxels_are_read_of_slices_that_were_on_disk() throws IOException {
    ScanOptions few = ScanOptions.DEFAULT.withSlicesInMemory(3);
    CtSeries series = CtSeriesScanner.scan(folder, few).series().get(0);
    assertThat(CtSeriesReader.of(series).read().slice(11))
        .containsExactly(-1024, -1023, -1022, -1021);
  }

  @Test
  void a_series_whose_slices_are_on_disk_goes_whole_into_another_process() throws IOException {
    SeriesScan scan = CtSeriesScanner.scan(folder, ScanOptions.DEFAULT.withSlicesInMemory(3));
    byte[] sent = Values.write(scan.series().get(0));
    CtSeries got = (CtSeries) Values.read(sent, Path::of);
    assertThat(got.slices())
        .extracting(SliceHeader::path)
        .hasSize(12)
        .contains(folder.resolve("a-3"));
    assertThat(got.geometry()).isEqualTo(scan.series().get(0).geometry());
  }
}
