package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomCommandTest {
  @TempDir private Path folder;

  private Run phantom(String... more) {
    Stream<String> all =
        Stream.concat(
            Stream.of("phantom", "--matrix", "128", "--field-of-view", "270", "--height", "60"),
            Stream.of(more));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void studies_readings_and_truth_stand_in_the_folder() throws IOException {
    Path out = folder.resolve("phantom");
    Run run = phantom("--patients", "2", "--seed", "9", "--jobs", "2", "--out", out.toString());
    assertThat(run.err()).doesNotContain("error");
    assertThat(run.status()).isEqualTo(ExitStatus.FINISHED);
    assertThat(run.out()).startsWith("studies: 2; nodules: ");
    try (Stream<Path> list = Files.list(out)) {
      List<String> names = list.map(path -> path.getFileName().toString()).sorted().toList();
      assertThat(names).containsExactly("PHANTOM-0001", "PHANTOM-0002", "README.txt", "truth.csv");
    }
  }

  @Test
  void what_makes_no_phantom_is_wrong_use() {
    String out = folder.resolve("none").toString();
    Run run = phantom("--patients", "0", "--out", out);
    assertThat(run.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run.err()).contains("expected 1 to 9999 patients, got 0");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
