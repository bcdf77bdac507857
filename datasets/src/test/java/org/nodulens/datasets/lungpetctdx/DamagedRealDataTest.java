package org.nodulens.datasets.lungpetctdx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.RealData;
import org.nodulens.datasets.SeriesOutcome;
import org.nodulens.datasets.SeriesTask;

/** One of the real series, its 30 slices and 10 annotations damaged in every way. */
class DamagedRealDataTest {
  @TempDir private Path root;
  @TempDir private Path outFolder;

  @BeforeEach
  void copy() throws IOException {
    Path real = RealData.folder("lung-pet-ct-dx");
    for (String folder : List.of("Lung_Dx-A0002/series-3", "annotation/A0002")) {
      try (Stream<Path> files = Files.list(real.resolve(folder))) {
        for (Path file : files.toList()) {
          Files.write(root.resolve(file.getFileName().toString()), Files.readAllBytes(file));
        }
      }
    }
  }

  @Test
  void a_missing_slice_rejects_the_series_and_each_annotation() throws IOException {
    Files.delete(root.resolve("1-15.dcm"));
    IngestSummary summary = ingest();
    assertThat(summary.series()).isEqualTo(new RejectCounts(1, 0, 1));
    assertThat(summary.files().rejected()).isEqualTo(10);
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(0, 0, 0));
    assertThat(ledger()).contains("slice-gap").contains("; a slice is missing");
    assertThat(summary.rejectedByCode().keySet()).contains("slice-gap");
  }

  @Test
  void a_truncated_slice_is_named() throws IOException {
    Path slice = root.resolve("1-15.dcm");
    Files.write(slice, Arrays.copyOf(Files.readAllBytes(slice), 100_000));
    IngestSummary summary = ingest();
    assertThat(summary.rejectedByCode()).containsEntry("truncated", 1L);
    assertThat(ledger())
        .contains("file,1-15.dcm,")
        .contains("1-15.dcm is truncated: Pixel Data (7FE0,0010) needs 524288 bytes")
        .doesNotContain(root.toString());
  }

  @Test
  void annotations_that_fit_nothing_are_rows_of_the_ledger() throws IOException {
    Files.writeString(root.resolve("1.2.3.xml"), "<annotation/>");
    Path annotation = annotations().get(0);
    Files.writeString(annotation, "<annotation>");
    IngestSummary summary = ingest();
    assertThat(summary.rejectedByCode())
        .containsEntry("no-such-image", 1L)
        .containsEntry("bad-annotation", 1L);
    // 30 slices and 11 annotations, of which two are turned away
    assertThat(summary.files()).isEqualTo(new RejectCounts(41, 39, 2));
    assertThat(summary.nodules().kept()).isPositive();
  }

  @Test
  void a_slice_that_vanishes_after_the_survey_rejects_its_series_alone() throws IOException {
    SeriesTask task = LungPetCtDx.of(root).survey().tasks().get(0);
    for (int i = 1; i <= 30; i++) {
      Files.delete(root.resolve("1-%02d.dcm".formatted(i)));
    }
    SeriesOutcome outcome = task.run(CropOptions.DEFAULT);
    assertThat(outcome).isInstanceOf(SeriesOutcome.Rejected.class);
    assertThat(outcome.noduleRejections())
        .extracting(Rejection::code)
        .containsExactly("series-rejected");
  }

  private List<Path> annotations() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.filter(file -> file.toString().contains(".2359.")).sorted().toList();
    }
  }

  private IngestSummary ingest() throws IOException {
    return Ingest.run(LungPetCtDx.of(root), CropOptions.DEFAULT, outFolder, IngestListener.SILENT);
  }

  private String ledger() throws IOException {
    return Files.readString(outFolder.resolve("rejected.csv"));
  }
}
