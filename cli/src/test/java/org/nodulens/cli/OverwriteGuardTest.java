package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverwriteGuardTest {
  @TempDir Path folder;

  private static void assertRefused(Path out, List<Path> inputs, String reason) {
    assertThatThrownBy(() -> OverwriteGuard.check(out, inputs))
        .isInstanceOf(UsageException.class)
        .hasMessage("--overwrite will not replace --out " + out + ": " + reason);
  }

  @Test
  void an_output_is_replaced() throws Exception {
    Path out = Files.createDirectory(folder.resolve("maps"));
    OverwriteGuard.check(out, List.of(folder.resolve("crops")));
    assertThat(out).exists();
  }

  @Test
  void a_repository_is_not() throws Exception {
    Files.createDirectory(folder.resolve(".git"));
    assertRefused(folder, List.of(), "it holds .git");
  }

  @Test
  void home_and_what_is_above_it_are_not() {
    Path home = Path.of(System.getProperty("user.home"));
    assertThatThrownBy(() -> OverwriteGuard.check(home, List.of()))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> OverwriteGuard.check(home.getRoot(), List.of()))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void the_working_folder_is_not() throws Exception {
    Path out = Files.createDirectory(folder.resolve("work"));
    OverwriteGuard.check(out, List.of());
    assertThatThrownBy(() -> OverwriteGuard.check(Path.of(""), List.of()))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void an_input_and_what_is_above_it_are_not() throws Exception {
    Path crops = Files.createDirectories(folder.resolve("all/crops"));
    assertRefused(crops, List.of(crops), "it holds the input " + crops);
    assertRefused(folder.resolve("all"), List.of(crops), "it holds the input " + crops);
  }

  @Test
  void overwriting_the_input_is_refused_on_the_command_line() throws Exception {
    Path crops = Files.createDirectory(folder.resolve("crops"));
    Files.writeString(crops.resolve("manifest.csv"), "crop_id\n");
    Run run =
        Run.of("count", "--out", crops.toString(), "--crops", crops.toString(), "--overwrite");
    assertThat(run.status()).isEqualTo(2);
    assertThat(crops.resolve("manifest.csv")).exists();
  }
}
