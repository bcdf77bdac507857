package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

/** Two series on a server of our own: 1.2.1, and 1.2.2, whose images it may not have. */
class FetchCommandTest {
  private static final String LISTING =
      """
      [{"SeriesInstanceUID":"1.2.2","PatientID":"P-2","Modality":"CT","ImageCount":1},
       {"SeriesInstanceUID":"1.2.1","PatientID":"P-1","Modality":"CT","ImageCount":1,
        "LicenseName":"CC BY 4.0"}]""";

  @TempDir private Path folder;
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicBoolean whole = new AtomicBoolean();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/getCollectionValues", reply("[{\"Collection\":\"Lungs\"}]"));
    server.createContext("/getSeries", reply(LISTING));
    server.createContext("/getImageWithMD5Hash", this::images);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private static HttpHandler reply(String text) {
    return exchange -> {
      // the context of /getSeries begins that of /getSeriesMetaData too
      boolean asked = !exchange.getRequestURI().getPath().endsWith("MetaData");
      send(exchange, asked ? 200 : 404, text.getBytes(StandardCharsets.UTF_8));
    };
  }

  private void images(HttpExchange exchange) throws IOException {
    String uid = exchange.getRequestURI().getQuery().replace("SeriesInstanceUID=", "");
    served.incrementAndGet();
    boolean there = whole.get() || uid.equals("1.2.1");
    send(exchange, there ? 200 : 404, there ? zip(uid) : new byte[0]);
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private byte[] zip(String uid) throws IOException {
    VolumeGeometry geometry =
        new VolumeGeometry(
            new GridSize(8, 8, 1),
            new PatientPoint(0, 0, 0),
            VoxelAxes.alongPatient(VoxelSpacing.isotropic(1)));
    CtIdentity identity = new CtIdentity("P", "P", "O", uid + ".1", uid, uid + ".2");
    CtScan scan = new CtScan("maker", "model", "B", 1, "chest", "20000101", "120000");
    Path file = Files.createTempFile(folder, "slice", ".dcm");
    new CtSeriesWriter(identity, scan, geometry).write(file, 0, new short[64]);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("1-1.dcm"));
      zip.write(Files.readAllBytes(file));
      zip.closeEntry();
    }
    Files.delete(file);
    return bytes.toByteArray();
  }

  private Run fetch(String... more) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return Run.of(
        Stream.concat(Stream.of("fetch", "--url", url), Stream.of(more)).toArray(String[]::new));
  }

  private Run into(Path out, String... more) {
    return fetch(
        Stream.concat(Stream.of("--collection", "Lungs", "--out", out.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void collections_and_series_are_listed_as_csv() {
    assertThat(fetch("--list")).isEqualTo(new Run(0, "collection\r\nLungs\r\n", ""));
    Run series = fetch("--list", "--collection", "Lungs", "--patients", "1");
    assertThat(series.status()).isZero();
    assertThat(series.out().lines())
        .containsExactly(
            "series_uid,patient_id,modality,images,bytes,licence", "1.2.1,P-1,CT,1,,CC BY 4.0");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_was_kept_and_rejected_is_on_the_last_line() throws IOException {
    Path out = folder.resolve("out");
    Run run = into(out);
    assertThat(run.status()).isZero();
    assertThat(run.out().lines()).first().isEqualTo("  rejected not-found: 1");
    assertThat(run.out().lines())
        .last()
        .asString()
        .startsWith(
            "series: 2 in, 1 kept, 1 rejected (0 of them there before);"
                + " files: 1 in, 1 kept, 0 rejected; ");
    assertThat(out.resolve("Lungs/P-1/1.2.1")).isNotEmptyDirectory();
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside).containsExactly(out);
    }
  }

  @Test
  void the_same_command_goes_on_and_another_selection_adds() {
    Path out = folder.resolve("out");
    assertThat(into(out, "--patients", "P-1").out()).contains("1 in, 1 kept");
    whole.set(true);
    Run run = into(out);
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("series: 2 in, 2 kept, 0 rejected (1 of them there before)");
    assertThat(served).hasValue(2);
    assertThat(into(out, "--overwrite").out()).contains("(0 of them there before)");
    assertThat(served).hasValue(4);
  }

  @Test
  void nothing_kept_is_a_failure_and_so_is_any_rejection_where_it_is_strict() {
    Run none = into(folder.resolve("a"), "--series", "1.2.2,9.9");
    assertThat(none.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(none.err()).contains("no series was kept of 2");
    assertThat(into(folder.resolve("b"), "--strict").status()).isEqualTo(ExitStatus.FAILED);
    assertThat(folder.resolve("b/rejected.csv")).isRegularFile();
  }

  @Test
  void a_folder_of_others_is_refused() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("mine.txt"), "mine");
    Run run = into(out);
    assertThat(run.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run.err()).contains("is not empty");
  }

  @Test
  void wrong_use_is_told_before_anything_is_asked() {
    String out = folder.resolve("out").toString();
    List<String[]> wrong =
        List.of(
            new String[] {"--out", out},
            new String[] {"--collection", "Lungs"},
            new String[] {"--list", "--out", out},
            new String[] {"--collection", "Lungs", "--out", out, "--jobs", "9"},
            new String[] {"--collection", "Lungs", "--out", out, "--count", "0"},
            new String[] {"--collection", "Lungs", "--out", out, "--series", "../x"},
            new String[] {"--collection", "Lungs", "--out", out, "--timeout", "NaN"},
            new String[] {"--collection", "Lungs", "--out", out, "--url", "example.org"});
    for (String[] arguments : wrong) {
      assertThat(fetch(arguments).status())
          .as(String.join(" ", arguments))
          .isEqualTo(ExitStatus.WRONG_USE);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void an_archive_that_does_not_know_the_collection_is_one_line() {
    server.removeContext("/getSeries");
    Run run = into(folder.resolve("out"));
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).isEqualTo("nodulens: the archive answers 404\n");
    assertThat(folder).isEmptyDirectory();
  }
}
