package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cli.CommandRun;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.volumeio.NpyFile;

/** Commands with {@code --spark} beside the same commands without. */
class CommandsTest {
  private static final float FLOAT_ROUNDING = 2e-5f;

  @TempDir private static Path folder;
  private static Path crops;

  @TempDir private Path own;

  @BeforeAll
  static void cut_crops() throws IOException {
    Path root = folder.resolve("phantom");
    Phantom.write(new PhantomOptions(6, 5, 128, 270, 60, 2), root, patient -> {});
    crops = folder.resolve("crops");
    CommandRun run =
        CommandRun.of(
            "ingest", "--dataset", "phantom", "--root", root.toString(), "--out", crops.toString());
    assertThat(run.err()).isEmpty();
  }

  /** Runs a command here and on Spark, into {@code here} and {@code there}. */
  private void both(String command, String... options) {
    CommandRun here = run(command, "here", options);
    assertThat(here.err()).isEmpty();
    List<String> more = new ArrayList<>(List.of(options));
    more.addAll(List.of("--spark", "local[2]"));
    CommandRun there = run(command, "there", more.toArray(String[]::new));
    assertThat(there).isEqualTo(here);
  }

  private CommandRun run(String command, String out, String... options) {
    List<String> all = new ArrayList<>(List.of(command, "--model", "embedded"));
    all.addAll(List.of("--crops", crops.toString(), "--out", own.resolve(out).toString()));
    all.addAll(List.of(options));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void embed_writes_the_same_files_and_parquet() throws IOException {
    both("embed", "--passes", "plain");
    assertThat(FolderBytes.of(own.resolve("there")))
        .containsAllEntriesOf(FolderBytes.of(own.resolve("here")))
        .containsKey("embeddings.parquet/_SUCCESS");
  }

  @Test
  void evaluate_says_the_same() throws IOException {
    both("evaluate");
    assertThat(FolderBytes.of(own.resolve("there"))).isEqualTo(FolderBytes.of(own.resolve("here")));
  }

  @Test
  void explain_writes_the_same_maps() throws IOException {
    both("explain", "--overlays", "1");
    Path here = own.resolve("here");
    Path there = own.resolve("there");
    assertThat(FolderBytes.of(there).keySet()).isEqualTo(FolderBytes.of(here).keySet());
    float[] expected = NpyFile.open(here.resolve("maps-cdam-malignancy-00000.npy")).floats();
    float[] actual = NpyFile.open(there.resolve("maps-cdam-malignancy-00000.npy")).floats();
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(FLOAT_ROUNDING));
    }
  }

  @Test
  void pseudonyms_are_refused_by_name() throws IOException {
    Path key = Files.writeString(own.resolve("key"), "sixteen bytes and more");
    CommandRun run =
        CommandRun.of(
            "ingest",
            "--dataset",
            "phantom",
            "--root",
            folder.resolve("phantom").toString(),
            "--out",
            own.resolve("out").toString(),
            "--pseudonymize",
            key.toString(),
            "--spark",
            "local[1]");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--pseudonymize is not for --spark");
    assertThat(own.resolve("out")).doesNotExist();
  }
}
