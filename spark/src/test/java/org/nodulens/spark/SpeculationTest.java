package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.lidc.LidcIdri;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.work.Workplace;

/** A task that is slow on one host is begun on another as well. */
class SpeculationTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.speculation", "true",
          "spark.speculation.interval", "100ms",
          "spark.speculation.quantile", "0.5",
          "spark.speculation.minTaskRuntime", "1s",
          "spark.executor.memory", "700m",
          "spark.ui.enabled", "false",
          "spark.driver.host", "127.0.0.1",
          "spark.executor.extraClassPath", System.getProperty("java.class.path"));

  @TempDir private Path own;

  @BeforeEach
  void set() {
    SETTINGS.forEach(System::setProperty);
  }

  @AfterEach
  void unset() {
    SETTINGS.keySet().forEach(System::clearProperty);
  }

  @Test
  void a_second_try_of_a_slow_series_doubles_no_row() throws Exception {
    Path root = own.resolve("phantom");
    Phantom.write(new PhantomOptions(6, 3, 128, 270, 60, 2), root, patient -> {});
    LidcIdri phantom = LidcIdri.laidOutAlike(root, "phantom");
    Ingest.run(phantom, CropOptions.DEFAULT, own.resolve("alone"), IngestListener.SILENT);
    String slow = phantom.survey().tasks().get(2).seriesUid();
    WatchedDataset dataset =
        new WatchedDataset(
            phantom, Files.createDirectory(own.resolve("notes")), slow, WatchedDataset.Trap.SLOW);
    try (TwoHosts hosts = TwoHosts.start(Files.createDirectory(own.resolve("hosts")));
        Workplace two = new SparkCluster().open(hosts.master(), "speculation")) {
      Ingest.at(two).write(dataset, CropOptions.DEFAULT, own.resolve("out"), IngestListener.SILENT);
    }
    assertThat(dataset.runs(slow)).isEqualTo(2);
    assertThat(FolderBytes.of(own.resolve("out"))).isEqualTo(FolderBytes.of(own.resolve("alone")));
  }
}
