package org.nodulens.report.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.FormatException;

class CaseFlowTest {
  private static final List<Task> TASKS = List.of(HandMadeSet.TEXTURE, HandMadeSet.MALIGNANCY);

  @TempDir private Path folder;
  private CaseFlow flow;

  @BeforeEach
  void count() throws IOException {
    flow = CaseFlow.of(HandMadeSet.write(folder.resolve("set")), TASKS);
  }

  @Test
  void at_each_level_what_went_in_is_what_was_kept_and_rejected() {
    assertThat(flow.levelTable().csv())
        .containsExactly(
            List.of("level", "in", "kept", "rejected"),
            List.of("files", "10", "8", "2"),
            List.of("CT series", "5", "4", "1"),
            List.of("nodules", "8", "6", "2"));
    assertThat(flow.reasonTable().csv())
        .containsExactly(
            List.of("level", "reason", "count"),
            List.of("files", "not-dicom", "1"),
            List.of("files", "truncated", "1"),
            List.of("CT series", "no-position", "1"),
            List.of("nodules", "outside", "2"));
  }

  @Test
  void nodules_are_sorted_by_the_first_task_with_classes() {
    // medians: 4.5 and 4 of P1; 1 of P2 and 2 of P4; 3 of P2; two readers of P3
    TaskLabels labels = flow.classed().orElseThrow();
    assertThat(labels.classes().get("malignancy positive")).hasSize(2);
    assertThat(labels.classes().get("malignancy negative")).hasSize(2);
    assertThat(labels.ambiguous()).hasSize(1);
    assertThat(labels.unlabelled()).hasSize(1);
    assertThat(TaskLabels.patients(labels.labelled())).isEqualTo(3);
    assertThat(flow.patients()).isEqualTo(4);
    assertThat(flow.series()).isEqualTo(4);
  }

  @Test
  void a_set_of_an_earlier_version_says_what_it_does_not_know() throws IOException {
    Path header = folder.resolve("set").resolve("cropset.json");
    String json = Files.readString(header);
    Files.writeString(header, json.replace("\"counts\"", "\"other\""));
    CaseFlow old = CaseFlow.of(CropSet.open(folder.resolve("set")), TASKS);
    assertThat(old.levelTable().csv())
        .contains(List.of("files", "not recorded", "not recorded", "2"))
        .contains(List.of("nodules", "8", "6", "2")); // the manifest and the ledger tell
    assertThat(old.levelTable().note()).contains("made by an earlier version");
  }

  @Test
  void counts_that_the_ledger_contradicts_are_an_error() throws IOException {
    Path ledger = folder.resolve("set").resolve("rejected.csv");
    Files.writeString(ledger, Files.readString(ledger).replaceAll("(?m)^series.*\\R", ""));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> CaseFlow.of(CropSet.open(folder.resolve("set")), TASKS))
        .withMessageContaining("1 were rejected at level series, its rejected.csv lists 0");
  }

  @Test
  void counts_that_do_not_add_up_are_an_error() throws IOException {
    Path header = folder.resolve("set").resolve("cropset.json");
    Files.writeString(header, Files.readString(header).replace("\"in\" : 10", "\"in\" : 11"));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> CropSet.open(folder.resolve("set")).counts())
        .withMessageContaining("in = kept + rejected");
  }
}
