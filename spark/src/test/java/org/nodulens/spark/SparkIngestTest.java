package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.SeriesTask;
import org.nodulens.datasets.lidc.LidcIdri;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.work.Workplace;

/** Ingest by executors in processes of their own, against the ingest of one thread. */
class SparkIngestTest {
  private static final PhantomOptions SMALL = new PhantomOptions(6, 3, 128, 270, 84, 2);

  @TempDir private static Path folder;
  private static NoduleDataset phantom;
  private static IngestSummary alone;
  private static SortedMap<String, String> expected;

  @TempDir private Path own;

  @BeforeAll
  static void ingest_on_one_thread() throws IOException {
    Path root = folder.resolve("phantom");
    Phantom.write(SMALL, root, patient -> {});
    cutShort(root);
    phantom = LidcIdri.laidOutAlike(root, "phantom");
    Path out = folder.resolve("alone");
    alone = Ingest.run(phantom, CropOptions.DEFAULT, out, IngestListener.SILENT);
    expected = FolderBytes.of(out);
    assertThat(alone.nodules().kept()).isGreaterThan(10);
    assertThat(alone.series().rejected()).isEqualTo(1);
  }

  /** A slice in the middle of a series loses half of its pixels. */
  private static void cutShort(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> slices = files.filter(f -> f.toString().endsWith(".dcm")).sorted().toList();
      try (RandomAccessFile file = new RandomAccessFile(slices.get(20).toFile(), "rw")) {
        file.setLength(file.length() / 2);
      }
    }
  }

  private WatchedDataset watched(String deadly) throws IOException {
    return new WatchedDataset(
        phantom, Files.createDirectory(own.resolve("notes")), deadly, WatchedDataset.Trap.DEADLY);
  }

  private List<String> uids() throws IOException {
    return phantom.survey().tasks().stream().map(SeriesTask::seriesUid).toList();
  }

  @Test
  void two_executors_make_the_crop_set_of_one_thread() throws IOException {
    WatchedDataset dataset = watched("");
    IngestSummary summary;
    try (Workplace two = TwoExecutors.open("equal")) {
      summary =
          Ingest.at(two)
              .write(dataset, CropOptions.DEFAULT, own.resolve("out"), IngestListener.SILENT);
    }
    assertThat(FolderBytes.of(own.resolve("out"))).isEqualTo(expected);
    assertThat(summary).isEqualTo(alone);
    for (String uid : uids()) {
      assertThat(dataset.runs(uid)).isEqualTo(1);
    }
  }

  @Test
  void an_executor_that_is_killed_takes_nothing_with_it() throws IOException {
    List<ProcessHandle> killed = new ArrayList<>();
    try (Workplace two = TwoExecutors.open("killed")) {
      Ingest.at(two)
          .write(
              watched(""),
              CropOptions.DEFAULT,
              own.resolve("out"),
              new Finished() {
                @Override
                public void finished(String seriesUid) {
                  if (killed.isEmpty()) {
                    ProcessHandle executor = TwoExecutors.processes().get(0);
                    executor.destroyForcibly();
                    killed.add(executor);
                  }
                }
              });
    }
    assertThat(killed).hasSize(1);
    assertThat(killed.get(0).isAlive()).isFalse();
    assertThat(FolderBytes.of(own.resolve("out"))).isEqualTo(expected);
  }

  @Test
  void a_run_whose_driver_died_goes_on_behind_what_was_committed() throws IOException {
    WatchedDataset dataset = watched("");
    Path out = own.resolve("out");
    try (Workplace two = TwoExecutors.open("first")) {
      assertThatThrownBy(
              () ->
                  Ingest.at(two)
                      .write(
                          dataset,
                          CropOptions.DEFAULT,
                          out,
                          new Finished() {
                            @Override
                            public void finished(String seriesUid) {
                              throw new IllegalStateException("the driver dies");
                            }
                          }))
          .hasMessage("the driver dies");
    }
    List<String> parts = new ArrayList<>(FolderBytes.of(out.resolve("work")).keySet());
    parts.removeIf(name -> !name.endsWith(".part"));
    assertThat(parts).isNotEmpty();
    try (Workplace two = TwoExecutors.open("second")) {
      Ingest.at(two).write(dataset, CropOptions.DEFAULT, out, IngestListener.SILENT);
    }
    assertThat(FolderBytes.of(out)).isEqualTo(expected);
    List<String> uids = uids();
    for (String part : parts) {
      String uid = uids.get(Integer.parseInt(part.substring(0, part.indexOf('.'))));
      assertThat(dataset.runs(uid)).as(part).isEqualTo(1);
    }
  }

  @Test
  void a_series_that_ends_its_process_is_a_ledger_row_after_two_tries() throws IOException {
    String deadly = uids().get(4);
    WatchedDataset dataset = watched(deadly);
    IngestSummary summary;
    try (Workplace two = TwoExecutors.open("deadly")) {
      summary =
          Ingest.at(two)
              .write(dataset, CropOptions.DEFAULT, own.resolve("out"), IngestListener.SILENT);
    }
    assertThat(dataset.runs(deadly)).isEqualTo(2);
    assertThat(summary.rejectedByCode()).containsEntry("ends-its-process", 1L);
    assertThat(summary.series().kept()).isEqualTo(alone.series().kept() - 1);
    assertThat(Files.readString(own.resolve("out").resolve("rejected.csv")))
        .contains(
            "series,,"
                + deadly
                + ",,ends-its-process,two processes that tried it came to an end before it did");
    assertThat(manifest(own.resolve("out")))
        .isEqualTo(
            manifest(folder.resolve("alone")).stream()
                .filter(row -> !row.contains(deadly))
                .toList());
  }

  /** Rows without their place in the shards, which moves where crops before them are missing. */
  private static List<String> manifest(Path crops) throws IOException {
    return Files.readAllLines(crops.resolve("manifest.csv")).stream()
        .map(row -> row.replaceFirst(",\\d{5},\\d+,", ","))
        .toList();
  }

  private abstract static class Finished implements IngestListener {
    @Override
    public void surveyed(int series) {}
  }
}
