package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.cli.CommandRun;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.spark.files.SharedPaths;

/** Commands from HDFS to HDFS: Hadoop's own name node and data node, in this process. */
class HdfsCommandsTest {
  @TempDir private static Path folder;
  private static MiniDFSCluster hdfs;
  private static String nameNode;
  private static CommandRun alone;

  @BeforeAll
  static void start() throws IOException {
    Path root = folder.resolve("phantom");
    Phantom.write(new PhantomOptions(2, 5, 128, 270, 60, 2), root, patient -> {});
    alone = ingest(root.toString(), folder.resolve("crops").toString());
    Configuration hadoop = new Configuration();
    hadoop.set("dfs.blocksize", "1048576");
    System.setProperty("nodulens.staging", folder.resolve("staging").toString());
    hdfs =
        new MiniDFSCluster.Builder(hadoop, folder.resolve("hdfs").toFile()).numDataNodes(1).build();
    hdfs.waitActive();
    nameNode = "hdfs://localhost:" + hdfs.getNameNodePort();
    FolderCopy.copy(root, SharedPaths.of(nameNode + "/data/a phantom"));
    FolderCopy.copy(folder.resolve("crops"), SharedPaths.of(nameNode + "/ready/crops"));
  }

  @AfterAll
  static void stop() {
    System.clearProperty("nodulens.staging");
    hdfs.close();
  }

  @Test
  void a_crop_set_on_hdfs_is_that_of_a_disk() throws IOException {
    CommandRun run =
        ingest(nameNode + "/data/a phantom", nameNode + "/crops", "--spark", "local[2]");
    assertThat(run).isEqualTo(alone);
    assertThat(FolderBytes.of(SharedPaths.of(nameNode + "/crops")))
        .isEqualTo(FolderBytes.of(folder.resolve("crops")));
    assertThat(Files.exists(SharedPaths.of(nameNode + "/crops.work"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain --tasks malignancy --overlays 1", "evaluate"})
  void a_model_s_results_on_hdfs_are_those_on_a_disk(String line) throws IOException {
    List<String> words = List.of(line.split(" ", -1));
    String command = words.get(0);
    CommandRun here = byModel(words, folder.toString(), folder + "/crops");
    assertThat(here.status()).as(here.err()).isZero();
    CommandRun there =
        byModel(words, nameNode + "/results", nameNode + "/ready/crops", "--spark", "local[2]");
    assertThat(there).isEqualTo(here);
    assertThat(FolderBytes.of(SharedPaths.of(nameNode + "/results/" + command)))
        .isEqualTo(FolderBytes.of(folder.resolve(command)))
        .isNotEmpty();
  }

  private static CommandRun byModel(
      List<String> words, String results, String crops, String... spark) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--model", "embedded", "--crops", crops));
    all.addAll(List.of("--out", results + "/" + words.get(0)));
    return run(all, spark);
  }

  private static CommandRun ingest(String root, String out, String... spark) {
    return run(List.of("ingest", "--dataset", "phantom", "--root", root, "--out", out), spark);
  }

  private static CommandRun run(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
