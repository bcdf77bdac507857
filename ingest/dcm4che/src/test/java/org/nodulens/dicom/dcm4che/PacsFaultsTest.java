package org.nodulens.dicom.dcm4che;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.datasets.archive.AeTitle;
import org.nodulens.datasets.archive.FolderPush;
import org.nodulens.datasets.archive.PacsAddress;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsException;
import org.nodulens.datasets.archive.PullListener;
import org.nodulens.datasets.archive.PushSummary;
import org.nodulens.datasets.archive.StudyPull;

class PacsFaultsTest {
  private static final AeTitle ME = new AeTitle("NODULENS");

  @TempDir private Path folder;
  private Path theirs;

  @BeforeEach
  void makeFolders() throws IOException {
    theirs = Files.createDirectory(folder.resolve("theirs"));
  }

  private static void find(PacsAddress address, Duration patience) throws IOException {
    new DimsePacsClient().find(new PacsCall(address, ME, patience), CtFiles.STUDY);
  }

  private static void find(PacsAddress address) throws IOException {
    find(address, Duration.ofSeconds(20));
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static PacsAddress at(ServerSocket socket) {
    return new PacsAddress(new AeTitle("ANY"), "127.0.0.1", socket.getLocalPort());
  }

  @Test
  void a_wrong_title_of_the_pacs_is_told() throws Exception {
    try (TinyPacs pacs = TinyPacs.start(theirs, "*")) {
      PacsAddress other = new PacsAddress(new AeTitle("OTHER"), "127.0.0.1", pacs.address().port());
      assertThatThrownBy(() -> find(other))
          .isInstanceOf(PacsException.class)
          .hasMessage(other + " refused the call: its AE title is another");
    }
  }

  @Test
  void a_caller_that_the_pacs_does_not_know_is_told_its_own_title() throws Exception {
    try (TinyPacs pacs = TinyPacs.start(theirs, "*")) {
      pacs.knows("FRIEND");
      assertThatThrownBy(() -> find(pacs.address()))
          .isInstanceOf(PacsException.class)
          .hasMessage(pacs.address() + " refused the call: it does not know the AE title NODULENS");
    }
  }

  @Test
  void nobody_listening_is_told() throws IOException {
    PacsAddress gone;
    try (ServerSocket socket = listener()) {
      gone = at(socket);
    }
    assertThatThrownBy(() -> find(gone))
        .isInstanceOf(PacsException.class)
        .hasMessage("cannot reach " + gone + ": connection refused; does a PACS listen there?");
  }

  @Test
  void a_service_that_takes_the_call_and_says_nothing_is_given_up() throws IOException {
    try (ServerSocket socket = listener()) {
      assertThatThrownBy(() -> find(at(socket), Duration.ofSeconds(1)))
          .isInstanceOf(PacsException.class)
          .hasMessage(at(socket) + " was reached but did not answer within 1 s");
    }
  }

  @Test
  void a_service_that_speaks_something_else_is_told() throws Exception {
    try (ServerSocket socket = listener()) {
      CompletableFuture<Void> web =
          CompletableFuture.runAsync(
              () -> {
                try (Socket caller = socket.accept()) {
                  caller
                      .getOutputStream()
                      .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                  caller.getInputStream().readAllBytes();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      assertThatThrownBy(() -> find(at(socket)))
          .isInstanceOf(PacsException.class)
          .hasMessage(at(socket) + " gave an answer that is not DICOM");
      web.handle((done, fault) -> null).join();
    }
  }

  @Test
  void a_pacs_that_falls_silent_while_it_sends_is_given_up() throws Exception {
    Path mine = folder.resolve("mine");
    CtFiles.series(mine, "2.25.12", 4);
    Path pulled = Files.createDirectory(folder.resolve("pulled"));
    try (TinyPacs pacs = TinyPacs.start(theirs, "*")) {
      new FolderPush(new DimsePacsClient(), new PacsCall(pacs.address(), ME, Duration.ofMinutes(1)))
          .push(mine, FolderPush.Listener.SILENT);
      pacs.sleepsAfter.set(3);
      PacsCall call = new PacsCall(pacs.address(), ME, Duration.ofSeconds(1));
      assertThatThrownBy(
              () ->
                  new StudyPull(new DimsePacsClient(), call)
                      .pull(CtFiles.STUDY, pulled, PullListener.SILENT))
          .isInstanceOf(PacsException.class)
          .hasMessageStartingWith(pacs.address() + " fell silent for more than 1 s; 3 of 4");
    }
  }

  @Test
  void a_pacs_that_falls_silent_while_it_is_given_files_is_given_up() throws Exception {
    Path mine = folder.resolve("mine");
    CtFiles.series(mine, "2.25.12", 2);
    try (TinyPacs pacs = TinyPacs.start(theirs, "*")) {
      pacs.sleepsAfter.set(0);
      PushSummary summary =
          new FolderPush(
                  new DimsePacsClient(), new PacsCall(pacs.address(), ME, Duration.ofSeconds(1)))
              .push(mine, FolderPush.Listener.SILENT);
      assertThat(summary.files()).isEqualTo(new RejectCounts(2, 0, 2));
      assertThat(summary.brokenOff()).contains(pacs.address() + " fell silent for more than 1 s");
    }
  }
}
