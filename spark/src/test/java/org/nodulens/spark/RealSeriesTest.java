package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.lungpetctdx.LungPetCtDx;
import org.nodulens.work.Workplace;

/** Patients' series by two executors, one of which is killed in the middle of a series. */
class RealSeriesTest {
  @TempDir private Path own;

  @Test
  void lung_pet_ct_dx_is_what_one_thread_makes_of_it() throws Exception {
    Path data = Path.of(System.getProperty("nodulens.data", "../../shared/data"), "lung-pet-ct-dx");
    assumeTrue(
        Files.isDirectory(data),
        "skipped: the real-data folder has no lung-pet-ct-dx (NODULENS_DATA names it)");
    NoduleDataset dataset = LungPetCtDx.of(data);
    IngestSummary alone =
        Ingest.run(dataset, CropOptions.DEFAULT, own.resolve("alone"), IngestListener.SILENT);
    Path out = own.resolve("out");
    String first = dataset.survey().tasks().get(0).seriesUid();
    WatchedDataset watched =
        new WatchedDataset(
            dataset, Files.createDirectory(own.resolve("notes")), first, WatchedDataset.Trap.SLOW);
    IngestSummary summary;
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<ProcessHandle> killed;
    try (Workplace two = TwoExecutors.open("real")) {
      killed = thread.submit(() -> killReader(watched, first));
      summary = Ingest.at(two).write(watched, CropOptions.DEFAULT, out, IngestListener.SILENT);
    } finally {
      thread.shutdownNow();
    }
    assertThat(killed.get().isAlive()).isFalse();
    assertThat(watched.runs(first)).isEqualTo(2);
    assertThat(alone.nodules().kept()).isPositive();
    assertThat(summary).isEqualTo(alone);
    assertThat(FolderBytes.of(out)).isEqualTo(FolderBytes.of(own.resolve("alone")));
  }

  /** Kills the executor that has begun a series, by its process id. */
  private static ProcessHandle killReader(WatchedDataset watched, String seriesUid)
      throws Exception {
    Optional<ProcessHandle> reader = watched.reader(seriesUid);
    while (reader.isEmpty()) {
      Thread.sleep(5);
      reader = watched.reader(seriesUid);
    }
    assertThat(TwoExecutors.processes()).contains(reader.get());
    reader.get().destroyForcibly();
    return reader.get();
  }
}
