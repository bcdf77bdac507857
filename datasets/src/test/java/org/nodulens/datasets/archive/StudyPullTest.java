package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.cropset.RejectCounts;

class StudyPullTest {
  @TempDir private Path folder;
  private final ScriptedPacs pacs = new ScriptedPacs();

  private PullSummary pull() throws IOException {
    return new StudyPull(pacs, ScriptedPacs.CALL).pull("1.2", folder, PullListener.SILENT);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void every_instance_is_a_file_in_the_folder_of_its_series() throws IOException {
    pacs.lists("1.2.3", "1.1", "1.2");
    pacs.lists("1.2.4", "1.3");
    PullSummary summary = pull();
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 2, 0));
    assertThat(summary.instances()).isEqualTo(new RejectCounts(3, 3, 0));
    assertThat(files())
        .containsExactly("1.2.3/1.1.dcm", "1.2.3/1.2.dcm", "1.2.4/1.3.dcm", "rejected.csv");
    assertThat(folder.resolve("1.2.4/1.3.dcm")).hasContent("1.3");
  }

  @Test
  void a_study_without_series_is_one_that_the_pacs_does_not_have() {
    assertThatThrownBy(this::pull)
        .isInstanceOf(PacsException.class)
        .hasMessage("TEST@host:104 has no study 1.2");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_is_listed_and_does_not_come_stands_in_the_ledger_with_what_the_pacs_said()
      throws IOException {
    pacs.lists("1.2.3", "1.1", "1.2");
    pacs.sends("1.2.3", "1.1", "one");
    pacs.answers.put("1.2.3", new Retrieval("failure (status B000)", List.of("1.2", "1.9")));
    PullSummary summary = pull();
    assertThat(summary.instances()).isEqualTo(new RejectCounts(3, 1, 2));
    assertThat(summary.rejectedByCode()).isEqualTo(Map.of("not-sent", 2L));
    assertThat(folder.resolve("rejected.csv"))
        .content()
        .contains(
            "file,1.2.3/1.2.dcm,1.2.3,,not-sent,the PACS did not send it: failure (status B000)\r\n")
        .contains("1.2.3/1.9.dcm");
  }

  @Test
  void a_series_of_which_nothing_comes_is_rejected() throws IOException {
    pacs.lists("1.2.3", "1.1");
    pacs.sends("1.2.3");
    PullSummary summary = pull();
    assertThat(summary.series()).isEqualTo(new RejectCounts(1, 0, 1));
    assertThat(summary.rejectedByCode()).isEqualTo(Map.of("no-instance", 1L, "not-sent", 1L));
    assertThat(summary.rejected()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "../1.2", "1.2/3", "1..2", "1.2.", "C:1", "1.2\u00e9"})
  void what_is_no_uid_never_becomes_a_name(String uid) throws IOException {
    pacs.lists(uid, "1.1");
    pacs.lists("1.2.3", uid, "1.1");
    PullSummary summary = pull();
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 1, 1));
    // listed under no name, and sent under none
    assertThat(summary.instances()).isEqualTo(new RejectCounts(3, 1, 2));
    assertThat(files()).containsExactly("1.2.3/1.1.dcm", "rejected.csv");
    assertThat(pacs.fetched).containsExactly("1.2.3");
  }

  @Test
  void a_uid_has_at_most_64_characters() throws IOException {
    pacs.lists("1.2.3", "1".repeat(64), "1".repeat(65));
    pull();
    assertThat(files()).containsExactly("1.2.3/" + "1".repeat(64) + ".dcm", "rejected.csv");
  }

  @Test
  void the_same_instance_twice_is_kept_once() throws IOException {
    pacs.lists("1.2.3", "1.1");
    pacs.sends("1.2.3", "1.1", "one", "1.1", "one");
    PullSummary summary = pull();
    assertThat(summary.instances()).isEqualTo(new RejectCounts(1, 1, 0));
  }

  @Test
  void another_content_under_the_same_uid_never_replaces_the_first() throws IOException {
    pacs.lists("1.2.3", "1.1");
    pacs.sends("1.2.3", "1.1", "one", "1.1", "two");
    PullSummary summary = pull();
    assertThat(summary.rejectedByCode()).isEqualTo(Map.of("differs", 1L));
    assertThat(folder.resolve("1.2.3/1.1.dcm")).hasContent("one");
    assertThat(files()).containsExactly("1.2.3/1.1.dcm", "rejected.csv");
  }

  @Test
  void a_series_that_is_listed_twice_is_fetched_once() throws IOException {
    PacsClient twice =
        new PacsClient() {
          @Override
          public List<PacsSeries> find(PacsCall call, String studyUid) {
            PacsSeries series =
                new PacsSeries(studyUid, "1.2.3", List.of(new PacsSeries.Instance("1.1", "")));
            return List.of(series, series);
          }

          @Override
          public Retrieval fetch(PacsCall call, PacsSeries series, InstanceSink sink)
              throws IOException {
            return pacs.fetch(call, series, sink);
          }

          @Override
          public void store(PacsCall call, List<Path> files, StoreListener listener) {}
        };
    PullSummary summary =
        new StudyPull(twice, ScriptedPacs.CALL).pull("1.2", folder, PullListener.SILENT);
    assertThat(summary.instances()).isEqualTo(new RejectCounts(1, 1, 0));
    assertThat(summary.rejectedByCode()).isEqualTo(Map.of("duplicate-series", 1L));
  }

  @Test
  void a_pull_that_broke_off_says_how_far_it_came_and_the_next_one_fetches_the_rest()
      throws IOException {
    pacs.lists("1.2.3", "1.1", "1.2");
    pacs.lists("1.2.4", "1.3", "1.4");
    pacs.breaksOffAfter = 3;
    assertThatThrownBy(this::pull)
        .isInstanceOf(PacsException.class)
        .hasMessage(
            "TEST@host:104 closed the connection; 3 of 4 instances are there, and the same command"
                + " goes on from them");
    pacs.breaksOffAfter = Integer.MAX_VALUE;
    pacs.fetched.clear();
    assertThat(pull().instances()).isEqualTo(new RejectCounts(4, 4, 0));
    assertThat(pacs.fetched).containsExactly("1.2.4");
  }

  @Test
  void a_fault_while_an_instance_is_written_leaves_nothing_of_it() {
    PacsClient full =
        new PacsClient() {
          @Override
          public List<PacsSeries> find(PacsCall call, String studyUid) {
            return List.of(
                new PacsSeries(studyUid, "1.2.3", List.of(new PacsSeries.Instance("1.1", ""))));
          }

          @Override
          public Retrieval fetch(PacsCall call, PacsSeries series, InstanceSink sink)
              throws IOException {
            sink.take(
                "1.1",
                out -> {
                  out.write(1);
                  throw new IOException("No space left on device");
                });
            throw new AssertionError("the fault must pass through");
          }

          @Override
          public void store(PacsCall call, List<Path> files, StoreListener listener) {}
        };
    assertThatThrownBy(
            () -> new StudyPull(full, ScriptedPacs.CALL).pull("1.2", folder, PullListener.SILENT))
        .hasMessage("No space left on device");
    assertThat(folder.resolve("1.2.3")).isEmptyDirectory();
  }
}
