package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.lungpetctdx.LungPetCtDx;
import org.nodulens.work.Workplace;

/** Patients' series by two executors, one of which is killed on the way. */
class RealSeriesTest {
  @TempDir private Path own;

  @Test
  void lung_pet_ct_dx_is_what_one_thread_makes_of_it() throws IOException {
    Path data = Path.of(System.getProperty("nodulens.data", "../../shared/data"), "lung-pet-ct-dx");
    assumeTrue(
        Files.isDirectory(data),
        "skipped: the real-data folder has no lung-pet-ct-dx (NODULENS_DATA names it)");
    NoduleDataset dataset = LungPetCtDx.of(data);
    IngestSummary alone =
        Ingest.run(dataset, CropOptions.DEFAULT, own.resolve("alone"), IngestListener.SILENT);
    List<ProcessHandle> killed = new ArrayList<>();
    IngestSummary summary;
    try (Workplace two = TwoExecutors.open("real")) {
      summary =
          Ingest.at(two)
              .write(
                  dataset,
                  CropOptions.DEFAULT,
                  own.resolve("out"),
                  new IngestListener() {
                    @Override
                    public void surveyed(int series) {}

                    @Override
                    public void finished(String seriesUid) {
                      if (killed.isEmpty()) {
                        killed.add(TwoExecutors.processes().get(0));
                        killed.get(0).destroyForcibly();
                      }
                    }
                  });
    }
    assertThat(killed).hasSize(1);
    assertThat(alone.nodules().kept()).isPositive();
    assertThat(summary).isEqualTo(alone);
    assertThat(FolderBytes.of(own.resolve("out"))).isEqualTo(FolderBytes.of(own.resolve("alone")));
  }
}
