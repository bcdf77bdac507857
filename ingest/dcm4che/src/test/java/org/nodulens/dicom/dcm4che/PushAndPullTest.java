package org.nodulens.dicom.dcm4che;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dcm4che3.data.UID;
import org.dcm4che3.net.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.archive.AeTitle;
import org.nodulens.datasets.archive.FolderPush;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsClient;
import org.nodulens.datasets.archive.PacsException;
import org.nodulens.datasets.archive.PacsSeries;
import org.nodulens.datasets.archive.PullListener;
import org.nodulens.datasets.archive.PullSummary;
import org.nodulens.datasets.archive.PushSummary;
import org.nodulens.datasets.archive.StudyPull;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.CtSeriesScanner;

class PushAndPullTest {
  @TempDir private Path folder;
  private Path mine;
  private Path theirs;
  private Path pulled;
  private TinyPacs pacs;

  @BeforeEach
  void makeAStudyOfTwoSeries() throws Exception {
    mine = Files.createDirectory(folder.resolve("mine"));
    theirs = Files.createDirectory(folder.resolve("theirs"));
    pulled = Files.createDirectory(folder.resolve("pulled"));
    CtFiles.series(mine.resolve("a"), "2.25.12", 5);
    CtFiles.series(mine.resolve("b"), "2.25.13", 3);
    pacs = TinyPacs.start(theirs, "*");
  }

  @AfterEach
  void stop() {
    pacs.close();
  }

  private PacsCall call() {
    return new PacsCall(pacs.address(), new AeTitle("NODULENS"), Duration.ofSeconds(20));
  }

  private PushSummary push() throws IOException {
    return new FolderPush(new DimsePacsClient(), call()).push(mine, FolderPush.Listener.SILENT);
  }

  private PullSummary pull(PacsClient client) throws IOException {
    return new StudyPull(client, call()).pull(CtFiles.STUDY, pulled, PullListener.SILENT);
  }

  private PullSummary pull() throws IOException {
    return pull(new DimsePacsClient());
  }

  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((uid, bytes) -> assertThat(actual.get(uid)).as(uid).isEqualTo(bytes));
  }

  @Test
  void a_study_goes_there_and_comes_back_byte_for_byte() throws IOException {
    assertThat(push().files()).isEqualTo(new RejectCounts(8, 8, 0));
    PullSummary summary = pull();
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 2, 0));
    assertThat(summary.instances()).isEqualTo(new RejectCounts(8, 8, 0));
    assertSame(CtFiles.dataSets(mine), CtFiles.dataSets(pulled));
    var before = CtSeriesScanner.scan(mine).series().get(0);
    var after = CtSeriesScanner.scan(pulled).series().get(0);
    assertThat(after.uid()).isEqualTo(before.uid());
    assertThat(CtSeriesReader.of(after).read().slice(3))
        .isEqualTo(CtSeriesReader.of(before).read().slice(3));
  }

  @Test
  void a_compressed_instance_comes_as_it_is_stored() throws IOException {
    Path source = mine.resolve("a/2.25.12-0.dcm");
    CtFiles.relabelled(
        source, mine.resolve("a/x.dcm"), UID.CTImageStorage, "2.25.77", UID.JPEGLSLossless);
    assertThat(push().rejections()).isEmpty();
    pull(new DimsePacsClient(Set.of(UID.ExplicitVRLittleEndian, UID.JPEGLSLossless)));
    Path copy = pulled.resolve("2.25.12/2.25.77.dcm");
    assertThat(StorableFile.read(copy).syntax()).isEqualTo(UID.JPEGLSLossless);
    assertThat(CtFiles.dataSets(pulled).get("2.25.77"))
        .isEqualTo(CtFiles.dataSets(mine).get("2.25.77"));
  }

  @Test
  void what_is_stored_in_a_way_that_is_not_read_stands_in_the_ledger() throws IOException {
    Path source = mine.resolve("a/2.25.12-0.dcm");
    CtFiles.relabelled(
        source, mine.resolve("a/x.dcm"), UID.CTImageStorage, "2.25.77", UID.JPEGExtended12Bit);
    push();
    PullSummary summary = pull(new DimsePacsClient(Set.of(UID.ExplicitVRLittleEndian)));
    assertThat(summary.instances()).isEqualTo(new RejectCounts(9, 8, 1));
    assertThat(pulled.resolve("rejected.csv"))
        .content()
        .contains("file,2.25.12/2.25.77.dcm,2.25.12,,not-sent,the PACS did not send it: ")
        .contains("some sub-operations failed (status B000)");
  }

  @Test
  void where_one_instance_ends_the_series_the_others_are_asked_for_one_by_one() throws IOException {
    Path source = mine.resolve("a/2.25.12-0.dcm");
    // it comes first in order of UID
    CtFiles.relabelled(
        source, mine.resolve("a/x.dcm"), UID.CTImageStorage, "1.2.3", UID.JPEGExtended12Bit);
    push();
    pacs.givesUp = true;
    PullSummary summary = pull(new DimsePacsClient(Set.of(UID.ExplicitVRLittleEndian)));
    assertThat(summary.instances()).isEqualTo(new RejectCounts(9, 8, 1));
    assertThat(pulled.resolve("rejected.csv")).content().contains("2.25.12/1.2.3.dcm");
  }

  @Test
  void where_the_pacs_takes_nothing_else_the_same_data_goes_in_implicit_form() throws Exception {
    pacs.close();
    pacs = TinyPacs.start(theirs, UID.ImplicitVRLittleEndian);
    assertThat(push().files().kept()).isEqualTo(8);
    assertThat(StorableFile.read(pacs.stored.values().iterator().next()).syntax())
        .isEqualTo(UID.ImplicitVRLittleEndian);
    pull();
    for (int i = 0; i < 2; i++) {
      var before = CtSeriesScanner.scan(mine).series().get(i);
      var after = CtSeriesScanner.scan(pulled).series().get(i);
      assertThat(CtSeriesReader.of(after).read().slice(2))
          .isEqualTo(CtSeriesReader.of(before).read().slice(2));
    }
  }

  @Test
  void what_the_pacs_does_not_take_is_named() throws Exception {
    pacs.close();
    pacs = TinyPacs.start(theirs, UID.ExplicitVRLittleEndian);
    CtFiles.relabelled(
        mine.resolve("a/2.25.12-0.dcm"),
        mine.resolve("a/x.dcm"),
        UID.CTImageStorage,
        "2.25.77",
        UID.JPEGLSLossless);
    PushSummary summary = push();
    assertThat(summary.files()).isEqualTo(new RejectCounts(9, 8, 1));
    Rejection rejection = summary.rejections().get(0);
    assertThat(rejection.path()).isEqualTo("a/x.dcm");
    assertThat(rejection.code()).isEqualTo("not-accepted");
    assertThat(rejection.detail())
        .startsWith("the PACS does not take CT Image Storage (1.2.840.10008.5.1.4.1.1.2) stored as")
        .endsWith("(1.2.840.10008.1.2.4.80)");
  }

  @Test
  void what_the_pacs_refuses_is_rejected_with_its_status_and_the_rest_is_stored() throws Exception {
    String uid = CtFiles.dataSets(mine).keySet().iterator().next();
    pacs.storeStatus.put(uid, Status.OutOfResources);
    PushSummary summary = push();
    assertThat(summary.files()).isEqualTo(new RejectCounts(8, 7, 1));
    assertThat(summary.rejections().get(0).code()).isEqualTo("refused");
    assertThat(summary.rejections().get(0).detail())
        .isEqualTo("the PACS refused it: out of resources (status A700)");
  }

  @Test
  void files_that_are_no_dicom_objects_are_told_apart() throws IOException {
    Files.writeString(mine.resolve("notes.txt"), "nothing");
    Files.write(mine.resolve("empty"), new byte[0]);
    byte[] bare = new byte[132];
    System.arraycopy("DICM".getBytes(US_ASCII), 0, bare, 128, 4);
    Files.write(mine.resolve("bare"), bare);
    CtFiles.relabelled(
        mine.resolve("a/2.25.12-0.dcm"),
        mine.resolve("DICOMDIR"),
        UID.MediaStorageDirectoryStorage,
        "2.25.78",
        UID.ExplicitVRLittleEndian);
    PushSummary summary = push();
    assertThat(summary.files()).isEqualTo(new RejectCounts(12, 8, 4));
    assertThat(summary.rejectedByCode())
        .isEqualTo(Map.of("dicomdir", 1L, "missing-tag", 1L, "not-dicom", 2L));
  }

  @Test
  void more_kinds_of_objects_than_an_association_holds_go_in_several() throws IOException {
    Path source = mine.resolve("a/2.25.12-0.dcm");
    Path many = Files.createDirectory(mine.resolve("many"));
    Set<String> uids = new TreeSet<>();
    // 2 contexts each (as it is, and implicit): 70 kinds need 140, an association has 128
    for (int i = 0; i < 70; i++) {
      String uid = "2.25.500." + i;
      uids.add(uid);
      CtFiles.relabelled(
          source, many.resolve(i + ".dcm"), "2.25.900." + i, uid, UID.ExplicitVRLittleEndian);
    }
    assertThat(push().files()).isEqualTo(new RejectCounts(78, 78, 0));
    assertThat(pacs.stored.keySet()).containsAll(uids);
    assertThat(pacs.callers).hasSize(2);
  }

  @Test
  void a_name_that_leads_elsewhere_never_becomes_a_file() throws IOException {
    push();
    String uid = pacs.stored.keySet().iterator().next();
    pacs.sentAs.put(uid, "../../../evil");
    PullSummary summary = pull();
    // it comes with the series, and once more when the missing one is asked for by itself
    assertThat(summary.instances()).isEqualTo(new RejectCounts(10, 7, 3));
    assertThat(summary.rejectedByCode()).isEqualTo(Map.of("bad-uid", 2L, "not-sent", 1L));
    try (var names = Files.walk(folder)) {
      assertThat(names.map(Path::toString)).noneMatch(name -> name.contains("evil"));
    }
  }

  @Test
  void a_pacs_that_hangs_up_in_the_middle_is_named_and_the_next_pull_goes_on() throws IOException {
    push();
    pacs.hangsUpAfter.set(2);
    assertThatThrownBy(this::pull)
        .isInstanceOf(PacsException.class)
        .hasMessageContaining("2 of 8 instances are there, and the same command goes on from them");
    pacs.hangsUpAfter.set(Integer.MAX_VALUE);
    assertThat(pull().instances()).isEqualTo(new RejectCounts(8, 8, 0));
    assertSame(CtFiles.dataSets(mine), CtFiles.dataSets(pulled));
  }

  @Test
  void what_is_there_already_is_not_asked_for_again() throws IOException {
    push();
    pull();
    int before = pacs.retrievals.get();
    assertThat(pull().instances()).isEqualTo(new RejectCounts(8, 8, 0));
    assertThat(pacs.retrievals.get()).isEqualTo(before);
  }

  @Test
  void a_study_that_is_not_there_is_an_error_that_names_it() {
    assertThatThrownBy(this::pull)
        .isInstanceOf(PacsException.class)
        .hasMessage(pacs.address() + " has no study 2.25.1");
  }

  @Test
  void a_fault_of_the_own_disk_is_not_blamed_on_the_pacs() throws IOException {
    push();
    PacsSeries series = new DimsePacsClient().find(call(), CtFiles.STUDY).get(0);
    FileSystemException full = new FileSystemException("x", null, "No space left on device");
    assertThatThrownBy(
            () ->
                new DimsePacsClient()
                    .fetch(
                        call(),
                        series,
                        (uid, content) -> {
                          throw full;
                        }))
        .isSameAs(full);
  }

  @Test
  void a_query_names_every_instance_with_its_kind() throws IOException {
    push();
    List<PacsSeries> series = new DimsePacsClient().find(call(), CtFiles.STUDY);
    assertThat(series).extracting(PacsSeries::seriesUid).containsExactly("2.25.12", "2.25.13");
    assertThat(series.get(1).instances())
        .hasSize(3)
        .allMatch(instance -> instance.sopClassUid().equals(UID.CTImageStorage));
  }
}
