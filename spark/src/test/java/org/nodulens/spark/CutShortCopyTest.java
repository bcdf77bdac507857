package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cli.CommandRun;
import org.nodulens.cropset.CropSet;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;

/** A store that fails while a finished output is copied there, and the same command again. */
class CutShortCopyTest {
  private static final String SETTING = "spark.hadoop.fs." + FailingStore.SCHEME + ".impl";

  /** More than there are files in any output here. */
  private static final int ALL = 1000;

  @TempDir private static Path folder;
  private static Path crops;
  private static CommandRun alone;

  @TempDir private Path own;

  @BeforeAll
  static void cut_crops() throws IOException {
    System.setProperty(SETTING, FailingStore.class.getName());
    System.setProperty("nodulens.staging", folder.resolve("staging").toString());
    Phantom.write(
        new PhantomOptions(2, 5, 128, 270, 60, 2), folder.resolve("phantom"), patient -> {});
    crops = folder.resolve("crops");
    alone = ingest(crops.toString());
    assertThat(alone.err()).isEmpty();
  }

  @AfterAll
  static void forget() {
    System.clearProperty(SETTING);
    System.clearProperty("nodulens.staging");
  }

  private static CommandRun ingest(String out, String... more) {
    List<String> all = new ArrayList<>(List.of("ingest", "--dataset", "phantom"));
    all.addAll(List.of("--root", folder.resolve("phantom").toString(), "--out", out));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private CommandRun ingestThere(int files, String... more) {
    FailingStore.take(files, own.resolve("crops").toString());
    return ingestThere(more);
  }

  private CommandRun ingestThere(String... more) {
    Path out = own.resolve("crops");
    List<String> all = new ArrayList<>(List.of("--spark", "local[1]"));
    all.addAll(List.of(more));
    return ingest(FailingStore.SCHEME + "://" + out, all.toArray(String[]::new));
  }

  private void requireCutShort(CommandRun run) {
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("nothing more").hasLineCount(1);
    Path out = own.resolve("crops");
    assertThat(out.resolve("_copying")).exists();
    assertThat(out.resolve("cropset.json")).doesNotExist();
    assertThatThrownBy(() -> CropSet.open(out)).isInstanceOf(IOException.class);
  }

  @Test
  void a_copy_that_was_cut_short_is_no_crop_set_and_the_same_command_completes_it()
      throws IOException {
    int files = FolderBytes.of(crops).size();
    // The mark and one file; then the mark and all that come before cropset.json.
    requireCutShort(ingestThere(2));
    requireCutShort(ingestThere(files));
    assertThat(FolderBytes.of(own.resolve("crops"))).hasSize(files);
    assertThat(ingestThere(ALL)).isEqualTo(alone);
    assertThat(FolderBytes.of(own.resolve("crops"))).isEqualTo(FolderBytes.of(crops));
  }

  @Test
  void a_crop_set_that_is_replaced_is_none_while_the_copy_is_cut_short() throws IOException {
    FolderCopy.copy(crops, own.resolve("crops"));
    FailingStore.take(ALL, own.resolve("crops").toString());
    FailingStore.delete(1);
    requireCutShort(ingestThere("--overwrite"));
    assertThat(own.resolve("crops").resolve("manifest.csv")).exists();
    requireCutShort(ingestThere(1, "--overwrite"));
    assertThat(own.resolve("crops").resolve("manifest.csv")).doesNotExist();
    assertThat(ingestThere(ALL, "--overwrite")).isEqualTo(alone);
    assertThat(FolderBytes.of(own.resolve("crops"))).isEqualTo(FolderBytes.of(crops));
  }

  @Test
  void maps_whose_copy_was_cut_short_are_made_again() throws IOException {
    CommandRun here = explain(own.resolve("here").toString());
    String out = own.resolve("there").toString();
    FailingStore.take(3, out);
    CommandRun first = explain(FailingStore.SCHEME + "://" + out, "--spark", "local[1]");
    assertThat(first.status()).isEqualTo(1);
    assertThat(Path.of(out).resolve("_copying")).exists();
    assertThat(Path.of(out).resolve("maps.json")).doesNotExist();
    FailingStore.take(ALL, out);
    CommandRun second = explain(FailingStore.SCHEME + "://" + out, "--spark", "local[1]");
    assertThat(second).isEqualTo(here);
    assertThat(FolderBytes.of(Path.of(out))).isEqualTo(FolderBytes.of(own.resolve("here")));
    assertThat(Files.exists(Path.of(out + ".work"))).isFalse();
  }

  private static CommandRun explain(String out, String... more) {
    List<String> all = new ArrayList<>(List.of("explain", "--model", "embedded"));
    all.addAll(List.of("--overlays", "2", "--crops", crops.toString(), "--out", out));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
