package org.nodulens.vit.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.Sha256;

/** Downloads from a server on this machine. */
class DownloadTest {
  private static final byte[] CONTENT = new byte[300_000];

  static {
    new Random(1).nextBytes(CONTENT);
  }

  @TempDir private Path folder;
  private final List<String> ranges = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
          handler.handle(exchange);
        });
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Path download(String path) throws IOException {
    return download(path, Sha256.of(CONTENT));
  }

  private Path download(String path, String sha256) throws IOException {
    return Download.of(PublishedFile.of(url(path), sha256))
        .withPatience(Duration.ofSeconds(2), Duration.ofMillis(1))
        .into(folder, bytes -> {});
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** As web servers do: the rest where a range is asked for, 416 behind the end. */
  private static void sendRange(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      send(exchange, 200, CONTENT);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    if (from >= CONTENT.length) {
      send(exchange, 416, new byte[0]);
      return;
    }
    exchange
        .getResponseHeaders()
        .add("Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
    send(exchange, 206, Arrays.copyOfRange(CONTENT, from, CONTENT.length));
  }

  private void assertWhole(Path file) throws IOException {
    assertThat(file).hasBinaryContent(CONTENT);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_file_of_the_expected_content_comes_under_its_own_name() throws Exception {
    serve("/dir/dino.pth", DownloadTest::sendRange);
    AtomicLong told = new AtomicLong();
    Path file =
        Download.of(PublishedFile.of(url("/dir/dino.pth"), Sha256.of(CONTENT)))
            .into(folder, told::addAndGet);
    assertThat(file).hasFileName("dino.pth");
    assertThat(told).hasValue(CONTENT.length);
    assertWhole(file);
    assertThat(download("/dir/dino.pth")).isEqualTo(file);
    assertThat(ranges).containsExactly("null"); // what is there is not asked for again
  }

  @Test
  void a_download_goes_on_where_it_broke_off() throws Exception {
    serve("/a.pth", DownloadTest::sendRange);
    Files.write(folder.resolve("a.pth.part"), Arrays.copyOf(CONTENT, 1000));
    assertWhole(download("/a.pth"));
    assertThat(ranges).containsExactly("bytes=1000-");
  }

  @Test
  void a_server_that_breaks_off_is_asked_for_the_rest() throws Exception {
    AtomicInteger times = new AtomicInteger();
    serve(
        "/a.pth",
        exchange -> {
          if (times.getAndIncrement() > 0) {
            sendRange(exchange);
            return;
          }
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 100_000);
          exchange.getResponseBody().flush();
          throw new IOException("broken off");
        });
    assertWhole(download("/a.pth"));
    assertThat(ranges).hasSize(2);
    assertThat(ranges.get(0)).isEqualTo("null");
    assertThat(ranges.get(1)).startsWith("bytes=");
  }

  @Test
  void a_rest_of_another_file_is_thrown_away_and_the_download_starts_over() throws Exception {
    serve("/a.pth", DownloadTest::sendRange);
    Files.write(folder.resolve("a.pth.part"), new byte[1000]);
    assertWhole(download("/a.pth"));
    assertThat(ranges).containsExactly("bytes=1000-", "null");
    Files.delete(folder.resolve("a.pth"));
    Files.write(folder.resolve("a.pth.part"), new byte[CONTENT.length + 7]);
    assertWhole(download("/a.pth"));
  }

  @Test
  void another_content_is_not_kept() {
    serve("/a.pth", DownloadTest::sendRange);
    String other = "0".repeat(64);
    assertThatThrownBy(() -> download("/a.pth", other))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("300000 bytes of SHA-256 " + Sha256.of(CONTENT))
        .hasMessageContaining("expected is " + other);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_busy_server_is_asked_again_and_a_missing_file_is_not() throws Exception {
    AtomicInteger times = new AtomicInteger();
    serve(
        "/busy.pth",
        exchange -> {
          if (times.getAndIncrement() < 2) {
            send(exchange, 503, new byte[0]);
          } else {
            sendRange(exchange);
          }
        });
    assertThat(download("/busy.pth")).hasBinaryContent(CONTENT);
    ranges.clear();
    assertThatThrownBy(() -> download("/missing.pth"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("the server answers 404");
    serve("/always.pth", exchange -> send(exchange, 500, new byte[0]));
    assertThatThrownBy(() -> download("/always.pth"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("could not be had in 5 attempts: 127.0.0.1 answers 500");
    assertThat(ranges).hasSize(5);
  }

  @Test
  void redirects_are_followed_a_few_times_and_not_into_plain_http_elsewhere() throws Exception {
    serve("/here.pth", exchange -> redirect(exchange, "/there.pth"));
    serve("/there.pth", DownloadTest::sendRange);
    assertThat(download("/here.pth")).hasBinaryContent(CONTENT);
    serve("/round.pth", exchange -> redirect(exchange, "/round.pth"));
    assertThatThrownBy(() -> download("/round.pth")).hasMessageContaining("more than 5 times");
    serve("/away.pth", exchange -> redirect(exchange, "http://weights.invalid/x"));
    assertThatThrownBy(() -> download("/away.pth"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("leads to http://weights.invalid/x, which is not followed");
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    send(exchange, 302, new byte[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://weights.invalid/a.pth",
        "ftp://weights.invalid/a.pth",
        "file:///etc/passwd",
        "https://user@weights.invalid/a.pth",
        "https:///a.pth",
        "https://weights invalid/"
      })
  void an_address_that_is_not_safe_is_refused(String url) {
    assertThatThrownBy(() -> PublishedFile.of(url, "0".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void known_files_have_their_hash_and_others_need_one() {
    assertThat(PublishedFile.byName()).hasSize(10).containsKeys("dino_vits8", "dinov2_vitl14_reg");
    PublishedFile known = PublishedFile.of("dino_vits8", null);
    assertThat(known.url()).hasScheme("https").hasHost("dl.fbaipublicfiles.com");
    assertThat(known.fileName()).isEqualTo("dino_deitsmall8_pretrain.pth");
    assertThat(PublishedFile.of("dino_vits8", known.sha256())).isEqualTo(known);
    assertThat(known.mirroredAt("https://mirror.invalid/x/").url())
        .hasToString(
            "https://mirror.invalid/x/dino/dino_deitsmall8_pretrain/dino_deitsmall8_pretrain.pth");
    assertThatThrownBy(() -> PublishedFile.of("dino_vits8", "0".repeat(64)))
        .hasMessageContaining("dino_vits8 has SHA-256 55c8b267");
    assertThatThrownBy(() -> PublishedFile.of("dino_vits9", null))
        .hasMessageContaining("dino_vits9 is not known; known are dino_vits16, dino_vits8");
    assertThatThrownBy(() -> PublishedFile.of("https://weights.invalid/a", null))
        .hasMessageContaining("needs the SHA-256");
    assertThatThrownBy(() -> PublishedFile.of("https://weights.invalid/a", "12"))
        .hasMessageContaining("64 hexadecimal digits");
  }
}
