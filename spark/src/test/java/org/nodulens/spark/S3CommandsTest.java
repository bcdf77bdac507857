package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.cli.CommandRun;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.spark.files.SharedPaths;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.ModelFolder;

/** Commands whose input and output are on a server of S3, by two executors. */
class S3CommandsTest {
  private static final String BUCKET = "s3a://lungs";

  @TempDir private static Path folder;
  private static Path ready;
  private static S3Server server;
  private static CommandRun alone;

  @BeforeAll
  static void put_a_phantom_its_crops_and_a_model_into_a_bucket() throws IOException {
    TwoExecutors.prepareHome();
    server = S3Server.start(Files.createDirectory(folder.resolve("server")), "lungs");
    server.settings().forEach(System::setProperty);
    System.setProperty("nodulens.staging", folder.resolve("staging").toString());
    Path root = folder.resolve("phantom");
    Phantom.write(new PhantomOptions(3, 5, 128, 270, 60, 2), root, patient -> {});
    FolderCopy.copy(root, SharedPaths.of(BUCKET + "/a phantom"));
    ready = Files.createDirectory(folder.resolve("ready"));
    alone = ingest(root.toString(), ready.resolve("crops").toString());
    assertThat(alone.err()).isEmpty();
    Path model = EmbeddedModel.open().path();
    FolderCopy.copy(model, ready.resolve("model"));
    Files.createDirectory(ready.resolve("model").resolve("folds"));
    FolderCopy.copy(model, ModelFolder.foldPath(ready.resolve("model"), 0));
    FolderCopy.copy(ready, SharedPaths.of(BUCKET + "/ready"));
  }

  @AfterAll
  static void stop() {
    server.settings().keySet().forEach(System::clearProperty);
    System.clearProperty("nodulens.staging");
    server.close();
  }

  private static CommandRun ingest(String root, String out, String... more) {
    String[] args = {"ingest", "--dataset", "phantom", "--root", root, "--out", out};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void a_crop_set_from_bucket_to_bucket_is_that_of_a_disk_and_is_embedded_there() throws Exception {
    Path here = ready.resolve("crops");
    CommandRun cluster =
        ingest(BUCKET + "/a phantom", BUCKET + "/crops", "--spark", TwoExecutors.MASTER);
    assertThat(cluster).isEqualTo(alone);
    Path there = SharedPaths.of(BUCKET + "/crops");
    assertThat(FolderBytes.of(there)).isEqualTo(FolderBytes.of(here));
    assertThat(Files.exists(SharedPaths.of(BUCKET + "/crops.work"))).isFalse();
    assertThat(folder.resolve("staging")).isEmptyDirectory();

    CommandRun again = ingest(BUCKET + "/a phantom", BUCKET + "/crops", "--spark", "local[2]");
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("--out s3a://lungs/crops is not empty");

    CommandRun embedded =
        CommandRun.of(
            "embed",
            "--model",
            "embedded",
            "--passes",
            "plain",
            "--crops",
            BUCKET + "/crops",
            "--out",
            BUCKET + "/embeddings",
            "--spark",
            TwoExecutors.MASTER);
    assertThat(embedded.err()).isEmpty();
    Path embeddings = folder.resolve("embeddings");
    CommandRun.of(
        "embed",
        "--model",
        "embedded",
        "--passes",
        "plain",
        "--crops",
        here.toString(),
        "--out",
        embeddings.toString());
    assertThat(FolderBytes.of(SharedPaths.of(BUCKET + "/embeddings")))
        .containsAllEntriesOf(FolderBytes.of(embeddings))
        .containsKey("embeddings.parquet/_SUCCESS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explain --tasks malignancy --overlays 1|" + TwoExecutors.MASTER,
        "evaluate|local[2]"
      })
  void a_model_in_a_bucket_does_there_what_it_does_on_a_disk(String line, String master)
      throws IOException {
    List<String> words = List.of(line.split(" ", -1));
    String command = words.get(0);
    CommandRun here = byModel(words, ready.toString());
    assertThat(here.status()).as(here.err()).isZero();
    CommandRun there = byModel(words, BUCKET + "/ready", "--spark", master);
    assertThat(there).isEqualTo(here);
    assertThat(FolderBytes.of(SharedPaths.of(BUCKET + "/ready/" + command)))
        .isEqualTo(FolderBytes.of(ready.resolve(command)))
        .isNotEmpty();
    assertThat(Files.exists(SharedPaths.of(BUCKET + "/ready/" + command + ".work"))).isFalse();
  }

  /** Model, crops and output are in one place. */
  private static CommandRun byModel(List<String> words, String place, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--model", place + "/model"));
    all.addAll(List.of("--crops", place + "/crops"));
    all.addAll(List.of("--out", place + "/" + words.get(0)));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void a_bucket_that_is_not_there_is_named() {
    CommandRun run =
        ingest("s3a://nowhere/data", folder.resolve("out").toString(), "--spark", "local[1]");
    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("s3a://nowhere").hasLineCount(1);
  }

  @Test
  void a_file_system_that_hadoop_does_not_have_is_named() {
    CommandRun run = ingest("swift://lungs/data", folder.resolve("out").toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("'swift://lungs/data': Hadoop has no file system for swift: on the class path");
  }
}
