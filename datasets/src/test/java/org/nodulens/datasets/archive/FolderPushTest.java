package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.cropset.Rejection;
import org.nodulens.volumeio.FormatException;

class FolderPushTest {
  @TempDir private Path folder;
  private final ScriptedPacs pacs = new ScriptedPacs();

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectory(folder.resolve("deep"));
    for (String name : new String[] {"a.dcm", "b.dcm", "deep/c.dcm"}) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  private PushSummary push() throws IOException {
    return new FolderPush(pacs, ScriptedPacs.CALL).push(folder, FolderPush.Listener.SILENT);
  }

  @Test
  void every_file_below_the_folder_is_stored() throws IOException {
    PushSummary summary = push();
    assertThat(summary.files()).isEqualTo(new RejectCounts(3, 3, 0));
    assertThat(summary.brokenOff()).isEmpty();
  }

  @Test
  void what_the_pacs_refuses_is_a_rejection_with_its_path() throws IOException {
    pacs.refuses = Set.of("c.dcm");
    PushSummary summary = push();
    assertThat(summary.files()).isEqualTo(new RejectCounts(3, 2, 1));
    assertThat(summary.rejections())
        .containsExactly(Rejection.ofFile("deep/c.dcm", "refused", "not today"));
  }

  @Test
  void where_the_pacs_breaks_off_the_files_that_were_not_sent_are_named() throws IOException {
    pacs.breaksOffAfter = 1;
    PushSummary summary = push();
    assertThat(summary.brokenOff()).contains("TEST@host:104 closed the connection");
    assertThat(summary.files()).isEqualTo(new RejectCounts(3, 1, 2));
    assertThat(summary.rejections())
        .extracting(Rejection::path)
        .containsExactly("b.dcm", "deep/c.dcm");
    assertThat(summary.rejectedByCode()).isEqualTo(Map.of("not-sent", 2L));
  }

  @Test
  void a_link_that_leads_nowhere_is_a_rejection_too() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));
    PushSummary summary = push();
    assertThat(summary.files()).isEqualTo(new RejectCounts(4, 3, 1));
    assertThat(summary.rejectedByCode()).isEqualTo(Map.of("unreadable", 1L));
  }

  @Test
  void a_single_file_can_be_pushed_and_is_named() throws IOException {
    folder = folder.resolve("deep/c.dcm");
    pacs.refuses = Set.of("c.dcm");
    assertThat(push().rejections()).extracting(Rejection::path).containsExactly("c.dcm");
  }

  @Test
  void a_folder_that_is_not_there_is_an_error() {
    folder = folder.resolve("none");
    assertThatThrownBy(this::push)
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith("none is no folder and no file");
  }
}
