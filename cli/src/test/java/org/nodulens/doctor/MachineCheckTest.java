package org.nodulens.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCheckTest {
  @TempDir Path folder;

  @Test
  void here_both_engines_run_the_embedded_model_and_agree() {
    List<Finding> engines = EngineCheck.run();
    assertThat(engines)
        .filteredOn(finding -> finding.subject().startsWith("engine "))
        .extracting(Finding::state, Finding::subject)
        .containsExactly(
            tuple(Finding.State.OK, "engine onnxruntime"),
            tuple(Finding.State.OK, "engine pytorch"));
    assertThat(engines.get(1).detail()).contains("off the engine before");
  }

  @Test
  void a_card_that_is_not_there_is_absent_not_broken_and_each_engine_says_why() {
    assertThat(EngineCheck.run())
        .filteredOn(finding -> finding.subject().equals("--device cuda"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.state()).isIn(Finding.State.ABSENT, Finding.State.OK);
              assertThat(finding.detail()).contains("onnxruntime");
            });
  }

  /** (1.5 - 1) / 4 = 0.125. */
  @Test
  void the_error_is_in_parts_of_the_largest_output() {
    assertThat(EngineCheck.relativeError(new float[] {1.5f, -4}, new float[] {1, -4}))
        .isEqualTo(0.125);
    assertThat(EngineCheck.relativeError(new float[] {Float.NaN, -4}, new float[] {1, -4}))
        .isInfinite();
  }

  @Test
  void a_small_heap_is_told_with_the_way_to_a_larger_one() {
    Finding finding = MachineCheck.memory(512L << 20);
    assertThat(finding.state()).isEqualTo(Finding.State.ABSENT);
    assertThat(finding.detail()).startsWith("heap of at most 0.5 GiB");
    assertThat(finding.remedy()).contains("NODULENS_OPTS=-Xmx4g");
  }

  @Test
  void a_temporary_folder_that_is_not_there_is_broken() {
    Finding finding = MachineCheck.temporaryFolder(folder.resolve("gone"));
    assertThat(finding.state()).isEqualTo(Finding.State.BROKEN);
    assertThat(finding.detail()).contains("gone").contains("cannot be written");
    assertThat(finding.remedy()).contains("java.io.tmpdir");
    assertThat(folder).isEmptyDirectory();
  }
}
