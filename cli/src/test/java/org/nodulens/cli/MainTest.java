package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  @TempDir Path folder;

  @Test
  void the_version_is_one_line() {
    assertThat(Run.of("--version")).isEqualTo(new Run(0, "nodulens 0.1.0-SNAPSHOT\n", ""));
  }

  @Test
  void help_lists_the_subcommands_and_goes_to_standard_output() {
    Run run = Run.of("--help");
    assertThat(run.status()).isEqualTo(0);
    assertThat(run.out()).contains("count").contains("--verbose");
  }

  @Test
  void a_subcommand_has_help_and_verbose_without_asking_for_them() {
    Run run = Run.of("count", "--help");
    assertThat(run.status()).isEqualTo(0);
    assertThat(run.out()).contains("--out=DIR").contains("--overwrite").contains("--verbose");
  }

  @Test
  void a_command_alone_is_the_same_as_among_all() {
    CommandLine all = Main.commandLine();
    assertThat(all.getSubcommands()).hasSizeGreaterThan(20);
    all.getSubcommands()
        .forEach(
            (name, amongAll) ->
                assertThat(Main.commandLineFor(name).getSubcommands())
                    .hasEntrySatisfying(
                        name,
                        alone ->
                            assertThat(alone.getUsageMessage())
                                .isEqualTo(amongAll.getUsageMessage()))
                    .hasSize(1));
    assertThat(Main.commandLineFor("--verbose", "explain").getSubcommands())
        .hasSameSizeAs(all.getSubcommands());
  }

  @Test
  void no_command_is_wrong_use() {
    assertThat(Run.of())
        .isEqualTo(new Run(2, "", "nodulens: no command given; nodulens --help lists them\n"));
  }

  @Test
  void an_unknown_command_is_wrong_use() {
    Run run = Run.of("frobnicate");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("nodulens: Unmatched argument at index 0: 'frobnicate' (see nodulens --help)\n");
  }

  @Test
  void a_missing_option_is_one_line_with_the_way_to_the_help() {
    assertThat(Run.of("count"))
        .isEqualTo(
            new Run(
                2,
                "",
                "nodulens: Missing required option: '--out=DIR' (see nodulens count --help)\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "usage|2|nodulens: --files is odd, expected an even number",
        "missing_file|1|nodulens: scan.dcm does not exist",
        "disk_full|1|nodulens: No space left on device (writing --out OUT)",
        "file_too_large|1|nodulens: deep/table.csv: File too large (writing --out OUT)",
        "elsewhere_full|1|nodulens: model.bin: No space left on device",
        "bug|1|nodulens: internal error: IllegalStateException: spacing is NaN; --verbose shows the trace",
      })
  void a_fault_is_one_line_and_leaves_no_output(String fault, int status, String line) {
    Path out = folder.resolve("out");
    Run run = Run.of("count", "--out", out.toString(), "--fault", fault, "--starts-over");
    assertThat(run).isEqualTo(new Run(status, "", line.replace("OUT", out.toString()) + "\n"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_full_heap_says_how_to_get_a_larger_one() {
    Run run = Run.of("count", "--out", folder.resolve("out").toString(), "--fault", "heap");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("nodulens: out of memory (").contains("NODULENS_OPTS=-Xmx8g");
  }

  @Test
  void verbose_shows_the_trace_wherever_it_stands() {
    String out = folder.resolve("out").toString();
    assertThat(Run.of("--verbose", "count", "--out", out, "--fault", "bug").err())
        .contains("\tat org.nodulens.cli.CountCommand.fail(");
    assertThat(Run.of("count", "--out", out, "--fault", "bug", "--verbose").err())
        .contains("\tat org.nodulens.cli.CountCommand.fail(");
  }

  @Test
  void an_out_file_is_replaced_in_one_step_or_stays_as_it_was() throws Exception {
    Path file = folder.resolve("deep/table.csv");
    OutputFile.replace(file, out -> out.write('a'));
    OutputFile.replace(file, out -> out.write('b'));
    assertThat(file).hasContent("b");

    assertThat(
            catchThrowable(
                () ->
                    OutputFile.replace(
                        file,
                        out -> {
                          out.write('c');
                          throw new IOException("No space left on device");
                        })))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("b");
    try (var names = Files.list(file.getParent())) {
      assertThat(names).containsExactly(file);
    }
  }

  @Test
  void files_that_belong_together_are_all_replaced_or_all_stay() throws Exception {
    Path data = folder.resolve("scan.raw");
    Path header = folder.resolve("scan.mhd");
    Map<Path, OutputFile.Content> first = new LinkedHashMap<>();
    first.put(data, out -> out.write('a'));
    first.put(header, out -> out.write('A'));
    OutputFile.replaceTogether(first);
    Map<Path, OutputFile.Content> second = new LinkedHashMap<>();
    second.put(data, out -> out.write('b'));
    second.put(
        header,
        out -> {
          throw new IOException("No space left on device");
        });
    assertThat(catchThrowable(() -> OutputFile.replaceTogether(second)))
        .isInstanceOf(IOException.class);
    assertThat(data).hasContent("a");
    assertThat(header).hasContent("A");
    second.put(header, out -> out.write('B'));
    OutputFile.replaceTogether(second);
    assertThat(data).hasContent("b");
    assertThat(header).hasContent("B");
    try (var names = Files.list(folder)) {
      assertThat(names).containsExactlyInAnyOrder(data, header);
    }
  }
}
