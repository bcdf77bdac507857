package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cli.CommandRun;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.spark.files.SharedPaths;

/** A crop set from HDFS to HDFS: Hadoop's own name node and data node, in this process. */
class HdfsIngestTest {
  @TempDir private Path folder;

  @Test
  void a_crop_set_on_hdfs_is_that_of_a_disk() throws IOException {
    Path root = folder.resolve("phantom");
    Phantom.write(new PhantomOptions(2, 5, 128, 270, 60, 2), root, patient -> {});
    CommandRun alone = ingest(root.toString(), folder.resolve("crops").toString());
    Configuration hadoop = new Configuration();
    hadoop.set("dfs.blocksize", "1048576");
    System.setProperty("nodulens.staging", folder.resolve("staging").toString());
    try (MiniDFSCluster hdfs =
        new MiniDFSCluster.Builder(hadoop, folder.resolve("hdfs").toFile())
            .numDataNodes(1)
            .build()) {
      hdfs.waitActive();
      String nameNode = "hdfs://localhost:" + hdfs.getNameNodePort();
      FolderCopy.copy(root, SharedPaths.of(nameNode + "/data/a phantom"));
      CommandRun run =
          ingest(nameNode + "/data/a phantom", nameNode + "/crops", "--spark", "local[2]");
      assertThat(run).isEqualTo(alone);
      assertThat(FolderBytes.of(SharedPaths.of(nameNode + "/crops")))
          .isEqualTo(FolderBytes.of(folder.resolve("crops")));
      assertThat(Files.exists(SharedPaths.of(nameNode + "/crops.work"))).isFalse();
    } finally {
      System.clearProperty("nodulens.staging");
    }
  }

  private static CommandRun ingest(String root, String out, String... spark) {
    String[] command = {"ingest", "--dataset", "phantom", "--root", root, "--out", out};
    String[] all = java.util.Arrays.copyOf(command, command.length + spark.length);
    System.arraycopy(spark, 0, all, command.length, spark.length);
    return CommandRun.of(all);
  }
}
