package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesWriter;
import org.nodulens.dicom.InstanceIdentity;

/** Three slices go to a server that takes some of them and then has a fault. */
class StowResumeTest {
  @TempDir private Path folder;
  private HttpServer server;
  private String answer = "";
  private final AtomicInteger taken = new AtomicInteger();
  private int takesAtMost;

  @BeforeEach
  void start() throws IOException {
    CtSeriesWriter writer =
        new CtSeriesWriter(
            new CtIdentity("P-1", "Phantom^One", "O", "2.25.1", "2.25.12", "2.25.3"),
            new CtScan("Nodulens", "A", "SHARP", 1, "Phantom", "20000101", "120000"),
            new VolumeGeometry(
                new GridSize(2, 2, 3),
                PatientPoint.ORIGIN,
                VoxelAxes.alongPatient(VoxelSpacing.isotropic(1))));
    Path files = Files.createDirectory(folder.resolve("files"));
    StringJoiner items = new StringJoiner(",", "{\"00081199\":{\"vr\":\"SQ\",\"Value\":[", "]}}");
    for (int slice = 0; slice < 3; slice++) {
      Path file = files.resolve(slice + ".dcm");
      writer.write(file, slice, new short[4]);
      String uid = InstanceIdentity.read(file).sopUid();
      items.add("{\"00081155\":{\"vr\":\"UI\",\"Value\":[\"" + uid + "\"]}}");
    }
    answer = items.toString();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/dicom-web/studies", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    boolean takes = taken.incrementAndGet() <= takesAtMost;
    exchange.sendResponseHeaders(takes ? 200 : 500, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Run push(String... more) {
    String url = "http://localhost:" + server.getAddress().getPort() + "/dicom-web";
    String[] words = {"push", "--stow", url, "--attempts", "1", folder.resolve("files") + ""};
    String[] all = new String[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Run.of(all);
  }

  @Test
  void a_push_that_goes_on_says_what_it_sent_and_what_was_there() {
    takesAtMost = 1;
    Run broken = push("--resume", folder.resolve("sent.txt") + "");
    assertThat(broken.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(broken.out()).contains("files: 3 in, 1 stored now, 0 stored before, 2 rejected (");
    takesAtMost = 9;
    Run rest = push("--resume", folder.resolve("sent.txt") + "");
    assertThat(rest.status()).as(rest.err()).isZero();
    assertThat(rest.out()).contains("files: 3 in, 2 stored now, 1 stored before, 0 rejected (");
    assertThat(taken).hasValue(4); // one, the fault, two
  }

  @Test
  void a_push_that_remembers_nothing_counts_what_is_stored() {
    takesAtMost = 9;
    assertThat(push().out()).contains("files: 3 in, 3 stored, 0 rejected (");
  }
}
