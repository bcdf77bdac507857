package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.cropset.Rejection;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesWriter;
import org.nodulens.dicom.InstanceIdentity;
import org.nodulens.volumeio.FormatException;

/** A push over the web against a server that does what the test says. */
class StowClientTest {
  private static final Patience QUICK =
      new Patience(Duration.ofSeconds(20), 3, Duration.ofMillis(1), Duration.ofMillis(2));

  @TempDir private Path folder;
  private HttpServer server;
  private final List<byte[]> bodies = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private Function<String, Reply> answers = uid -> stored(uid);

  private record Reply(int status, String body) {}

  private static Reply stored(String uid) {
    return new Reply(
        200,
        "{\"00081199\":{\"vr\":\"SQ\",\"Value\":[{\"00081155\":{\"vr\":\"UI\",\"Value\":[\"%s\"]}}]}}"
            .formatted(uid));
  }

  private static Reply failed(int status, String uid, int reason) {
    return new Reply(
        status,
        """
        {"00081198":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["%s"]},
         "00081197":{"vr":"US","Value":[%d]}}]}}\
        """
            .formatted(uid, reason));
  }

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
    for (int slice = 0; slice < 3; slice++) {
      writer.write(files.resolve(slice + ".dcm"), slice, new short[4]);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/dicom-web/studies", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    bodies.add(body);
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    Path part = Files.write(folder.resolve("part"), part(body));
    Reply reply = answers.apply(InstanceIdentity.read(part).sopUid());
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** What stands between the first empty line and the last boundary. */
  private static byte[] part(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return Arrays.copyOfRange(
        body, text.indexOf("\r\n\r\n") + 4, text.lastIndexOf("\r\n--nodulens"));
  }

  private String address() {
    return "http://localhost:" + server.getAddress().getPort() + "/dicom-web";
  }

  private PushSummary push(Optional<PushMemory> memory) throws IOException {
    StowClient client = new StowClient(StowTarget.of(address()), QUICK, memory);
    return new FolderPush(client).push(folder.resolve("files"), FolderPush.Listener.SILENT);
  }

  private PushSummary push() throws IOException {
    return push(Optional.empty());
  }

  private String uid(int slice) throws IOException {
    return InstanceIdentity.read(folder.resolve("files/" + slice + ".dcm")).sopUid();
  }

  @Test
  void each_file_arrives_byte_for_byte() throws IOException {
    PushSummary summary = push();
    assertThat(summary.files()).isEqualTo(new RejectCounts(3, 3, 0));
    assertThat(summary.brokenOff()).isEmpty();
    for (int slice = 0; slice < 3; slice++) {
      assertThat(part(bodies.get(slice)))
          .isEqualTo(Files.readAllBytes(folder.resolve("files/" + slice + ".dcm")));
    }
  }

  @Test
  void what_is_no_dicom_is_a_row_and_is_not_sent() throws IOException {
    Files.writeString(folder.resolve("files/notes.txt"), "no image");
    PushSummary summary = push();
    assertThat(summary.files()).isEqualTo(new RejectCounts(4, 3, 1));
    assertThat(summary.rejections())
        .containsExactly(
            Rejection.ofFile("notes.txt", "not-dicom", "is no DICOM file that says what it is"));
    assertThat(bodies).hasSize(3);
  }

  @Test
  void a_conflict_names_the_instance_and_the_reason() throws IOException {
    String second = uid(1);
    answers = uid -> uid.equals(second) ? failed(409, uid, 0x0122) : stored(uid);
    PushSummary summary = push();
    assertThat(summary.files()).isEqualTo(new RejectCounts(3, 2, 1));
    assertThat(summary.rejections())
        .containsExactly(
            Rejection.ofFile(
                "1.dcm", "refused", "instance " + second + ": SOP class not supported (0x0122)"));
  }

  @Test
  void a_failure_in_an_answer_of_success_is_a_failure() throws IOException {
    answers = uid -> failed(202, uid, 0xA700);
    assertThat(push().rejectedByCode()).containsEntry("refused", 3L);
  }

  @Test
  void an_answer_in_xml_is_understood() throws IOException {
    String first = uid(0);
    answers =
        uid ->
            new Reply(
                200,
                """
                <?xml version="1.0"?>
                <NativeDicomModel><DicomAttribute tag="%s" vr="SQ"><Item number="1">
                <DicomAttribute tag="00081155" vr="UI"><Value number="1">%s</Value></DicomAttribute>
                <DicomAttribute tag="00081197" vr="US"><Value number="1">272</Value></DicomAttribute>
                </Item></DicomAttribute></NativeDicomModel>\
                """
                    .formatted(uid.equals(first) ? "00081198" : "00081199", uid));
    PushSummary summary = push();
    assertThat(summary.files()).isEqualTo(new RejectCounts(3, 2, 1));
    assertThat(summary.rejections().get(0).detail())
        .isEqualTo("instance " + first + ": processing failure (0x0110)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OK", "{}", "<html>", "[1]", "{\"00081199\": 7}"})
  void success_that_does_not_name_the_instance_is_not_believed(String body) throws IOException {
    answers = uid -> new Reply(200, body);
    assertThat(push().rejectedByCode()).containsEntry("unconfirmed", 3L);
  }

  @Test
  void what_is_too_large_is_a_row_and_the_others_are_stored() throws IOException {
    String second = uid(1);
    answers = uid -> uid.equals(second) ? new Reply(413, "") : stored(uid);
    assertThat(push().rejectedByCode()).containsExactlyEntriesOf(java.util.Map.of("too-large", 1L));
  }

  @Test
  void a_passing_fault_is_waited_out() throws IOException {
    answers = uid -> bodies.size() < 3 ? new Reply(503, "") : stored(uid);
    assertThat(push().files()).isEqualTo(new RejectCounts(3, 3, 0));
    assertThat(bodies).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "401, 1, asks for credentials (401)",
    "403, 1, forbids storing (403)",
    "404, 1, is no STOW-RS service (404); is the address right?",
    "503, 3, answers 503",
    "307, 1, 'leads elsewhere (307), which is not followed; give the final address'"
  })
  void what_concerns_every_file_ends_the_push(int status, int requests, String message)
      throws IOException {
    answers = uid -> new Reply(status, "");
    PushSummary summary = push();
    assertThat(summary.brokenOff()).contains(address() + "/studies " + message);
    assertThat(summary.rejectedByCode()).containsEntry("not-sent", 3L);
    assertThat(bodies).hasSize(requests);
  }

  @Test
  void a_server_that_is_not_there_is_named() throws IOException {
    server.stop(0);
    assertThat(push().brokenOff()).contains(address() + "/studies cannot be reached");
  }

  @Test
  void a_push_that_broke_off_goes_on_with_the_rest() throws IOException {
    Path file = folder.resolve("memory");
    StowTarget target = StowTarget.of(address());
    answers = uid -> bodies.size() > 1 ? new Reply(500, "") : stored(uid);
    try (PushMemory memory = PushMemory.open(file, target)) {
      assertThat(push(Optional.of(memory)).files()).isEqualTo(new RejectCounts(3, 1, 2));
    }
    Files.writeString(file, Files.readString(file) + "http://torn"); // killed in mid-line
    bodies.clear();
    answers = StowClientTest::stored;
    try (PushMemory memory = PushMemory.open(file, target)) {
      PushSummary summary = push(Optional.of(memory));
      assertThat(summary.files()).isEqualTo(new RejectCounts(3, 3, 0));
      assertThat(summary.storedNow()).isEqualTo(2);
      assertThat(summary.storedBefore()).isEqualTo(1);
    }
    assertThat(bodies).hasSize(2);
    bodies.clear();
    try (PushMemory memory = PushMemory.open(file, target)) {
      push(Optional.of(memory));
    }
    assertThat(bodies).isEmpty();
    try (PushMemory elsewhere = PushMemory.open(file, StowTarget.of("http://localhost:1/x"))) {
      assertThat(elsewhere.holds(uid(0), folder.resolve("files/0.dcm"))).isFalse();
    }
  }

  @Test
  void a_file_that_is_no_memory_is_not_written_to() throws IOException {
    Path file = Files.writeString(folder.resolve("letter"), "Dear reader");
    assertThatThrownBy(() -> PushMemory.open(file, StowTarget.of(address())))
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith(
            "is not the memory of a push: it does not start with nodulens-push/1");
    assertThat(file).hasContent("Dear reader");
  }

  /** user:pass in Base64 is dXNlcjpwYXNz. */
  @Test
  void credentials_go_with_every_request_and_into_no_text() throws IOException {
    StowTarget target = StowTarget.of(address()).signedIn("user:pass\n");
    new FolderPush(new StowClient(target, QUICK, Optional.empty()))
        .push(folder.resolve("files"), FolderPush.Listener.SILENT);
    assertThat(authorizations).hasSize(3).containsOnly("Basic dXNlcjpwYXNz");
    assertThat(target.toString()).isEqualTo(address() + "/studies");
    assertThatThrownBy(() -> StowTarget.of("https://user:secret@host/"))
        .hasMessageContaining("must not hold a user or password")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> target.signedIn("secret")).hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "ftp://host/x", "http://", "http://host/x?y=1", "http://a b"})
  void what_is_no_address_is_refused(String text) {
    assertThatThrownBy(() -> StowTarget.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
