package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir Path folder;
  private Path out;
  private Path partial;

  @BeforeEach
  void setUp() throws IOException {
    folder = folder.toRealPath();
    out = folder.resolve("out");
    partial = folder.resolve("out.partial");
  }

  private Run count(String... more) {
    List<String> args = new ArrayList<>(List.of("count", "--out", out.toString()));
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  /** Starts the command in a process of its own and returns once it hangs after its first file. */
  private Process hanging(String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + CountCommand.FAULT_PROPERTY + "=hang",
                "-cp",
                System.getProperty("java.class.path"),
                CountCommand.class.getName(),
                "count",
                "--out",
                out.toString()));
    words.addAll(List.of(more));
    Process process = new ProcessBuilder(words).inheritIO().start();
    long deadlineNs = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!Files.exists(partial.resolve("files/1.txt"))) {
      assertThat(process.isAlive()).isTrue();
      assertThat(System.nanoTime()).isLessThan(deadlineNs);
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return process;
  }

  private void killed(String... more) throws Exception {
    Process process = hanging(more);
    process.destroyForcibly().waitFor();
  }

  @Test
  void a_new_folder_holds_what_was_written_and_nothing_stays_beside_it() {
    assertThat(count()).isEqualTo(new Run(0, "", ""));
    assertThat(out.toFile().list()).containsExactlyInAnyOrder("1.txt", "2.txt", "3.txt");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void an_empty_folder_and_missing_parents_are_fine() throws IOException {
    Files.createDirectory(out);
    assertThat(count().status()).isEqualTo(0);
    out = folder.resolve("a/b/c");
    assertThat(count().status()).isEqualTo(0);
    assertThat(out.resolve("3.txt")).exists();
  }

  @Test
  void a_folder_that_is_not_empty_is_refused_and_left_alone() throws IOException {
    Files.createDirectory(out);
    Files.writeString(out.resolve("mine.txt"), "mine");
    assertThat(count())
        .isEqualTo(
            new Run(
                2,
                "",
                "nodulens: --out %s is not empty; name another folder, or replace it with --overwrite\n"
                    .formatted(out)));
    assertThat(out.toFile().list()).containsExactly("mine.txt");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void overwrite_replaces_all_of_the_old_folder() throws IOException {
    Files.createDirectories(out.resolve("old"));
    Files.writeString(out.resolve("old/map.npy"), "old");
    assertThat(count("--overwrite").status()).isEqualTo(0);
    assertThat(out.toFile().list()).containsExactlyInAnyOrder("1.txt", "2.txt", "3.txt");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void overwrite_keeps_the_old_folder_when_the_run_fails() throws IOException {
    Files.createDirectory(out);
    Files.writeString(out.resolve("old.txt"), "old");
    assertThat(count("--overwrite", "--starts-over", "--fault", "bug").status()).isEqualTo(1);
    assertThat(out.resolve("old.txt")).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void a_file_in_place_of_the_folder_is_refused() throws IOException {
    Files.writeString(out, "a file");
    assertThat(count("--overwrite"))
        .isEqualTo(new Run(2, "", "nodulens: --out " + out + " is a file, expected a folder\n"));
  }

  @Test
  void a_link_is_followed_and_stays() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.createSymbolicLink(out, real);
    assertThat(count().status()).isEqualTo(0);
    assertThat(out).isSymbolicLink();
    assertThat(real.resolve("1.txt")).exists();
  }

  @Test
  void a_killed_run_goes_on_from_what_it_had_finished() throws Exception {
    killed();
    assertThat(out).doesNotExist();
    String first = Files.readString(partial.resolve("files/1.txt"));

    assertThat(count()).isEqualTo(new Run(0, "", ""));
    assertThat(out.resolve("1.txt")).hasContent(first.strip());
    assertThat(out.resolve("3.txt")).content().isNotEqualTo(first);
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void a_file_that_was_being_written_when_the_run_was_killed_is_swept_out() throws Exception {
    killed();
    Files.writeString(partial.resolve("files/2.txt.123.partial"), "half");
    assertThat(count().status()).isEqualTo(0);
    assertThat(out.toFile().list()).containsExactlyInAnyOrder("1.txt", "2.txt", "3.txt");
  }

  @Test
  void a_killed_run_that_cannot_go_on_starts_over() throws Exception {
    killed("--starts-over");
    String first = Files.readString(partial.resolve("files/1.txt"));
    assertThat(count("--starts-over").status()).isEqualTo(0);
    assertThat(out.resolve("1.txt")).content().isNotEqualTo(first);
  }

  @Test
  void a_failed_run_that_can_go_on_does() {
    assertThat(count("--fault", "disk_full").status()).isEqualTo(1);
    assertThat(partial.resolve("files/1.txt")).exists();
    assertThat(out).doesNotExist();
  }

  @Test
  void another_runs_unfinished_folder_is_refused_by_name_and_goes_with_overwrite()
      throws Exception {
    killed();
    assertThat(count("--files", "2"))
        .isEqualTo(
            new Run(
                2,
                "",
                "nodulens: %s holds an unfinished run of nodulens count with other options; finish that one, or throw it away with --overwrite\n"
                    .formatted(partial)));
    assertThat(partial.resolve("files/1.txt")).exists();
    assertThat(count("--files", "2", "--overwrite").status()).isEqualTo(0);
    assertThat(out.toFile().list()).containsExactlyInAnyOrder("1.txt", "2.txt");
  }

  @Test
  void two_live_runs_are_kept_apart() throws Exception {
    Process other = hanging();
    try {
      Run run = count();
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err())
          .isEqualTo("nodulens: another nodulens is writing --out " + out + " at this moment\n");
      assertThat(count("--overwrite").status()).isEqualTo(2);
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(count().status()).isEqualTo(0);
  }

  @Test
  void the_run_record_holds_options_but_no_absolute_path() throws Exception {
    Path crops = Files.createDirectories(folder.resolve("sets/crops"));
    killed("--crops", crops.toString());
    assertThat(partial.resolve("run.json"))
        .content()
        .contains("\"--crops\" : \"sets/crops\"")
        .contains("\"--files\" : \"3\"")
        .doesNotContain(folder.toString())
        .doesNotContain("--out");
  }

  @Test
  void somebody_elses_partial_folder_is_never_touched() throws IOException {
    Files.createDirectory(partial);
    Files.writeString(partial.resolve("mine.txt"), "mine");
    assertThat(count("--overwrite"))
        .isEqualTo(
            new Run(2, "", "nodulens: " + partial + " was not made by nodulens; move it away\n"));
    assertThat(partial.toFile().list()).containsExactly("mine.txt");
  }

  @Test
  void an_old_folder_set_aside_by_a_killed_run_comes_back() throws Exception {
    killed();
    Files.createDirectory(partial.resolve("replaced"));
    Files.writeString(partial.resolve("replaced/old.txt"), "old");
    assertThat(count().status()).isEqualTo(2); // the old folder is back, and is not empty
    assertThat(out.resolve("old.txt")).hasContent("old");
    assertThat(count("--overwrite").status()).isEqualTo(0);
    assertThat(out.resolve("3.txt")).exists();
  }

  @Test
  void a_run_killed_before_it_wrote_its_record_is_no_obstacle() throws IOException {
    Files.createDirectory(partial);
    FileChannel.open(
            partial.resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
        .close();
    assertThat(count().status()).isEqualTo(0);
  }
}
