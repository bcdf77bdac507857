package org.nodulens.datasets.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A server on this machine that talks as NBIA does, and misbehaves where it is told to. */
final class MadeUpArchive implements AutoCloseable {
  static final String COLLECTION = "Made Up CT";

  /** How a request is answered. */
  @FunctionalInterface
  interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> rows = new ArrayList<>();
  private final Map<String, Deque<Reply>> replies = new HashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  MadeUpArchive() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
    reply("getCollectionValues", json("[{\"Collection\":\"Z\"},{\"Collection\":\"A b\"},{}]"));
  }

  ArchiveUrl url() {
    return ArchiveUrl.of("http://127.0.0.1:" + port() + "/api");
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Announces and serves it as it is. */
  MadeUpArchive add(String patient, MadeUpSeries series) {
    announce(patient, series.uid(), "CT", MadeUpSeries.SLICES, series.bytes());
    reply("getImageWithMD5Hash " + series.uid(), zip(series.zip()));
    String uids =
        series.images().keySet().stream()
            .map(uid -> "{\"SOPInstanceUID\":\"" + uid + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    reply("getSOPInstanceUIDs " + series.uid(), json(uids));
    return this;
  }

  void announce(String patient, String uid, String modality, long images, long bytes) {
    rows.add(
        """
        {"SeriesInstanceUID":"%s","PatientID":"%s","Modality":"%s","ImageCount":%d,"FileSize":%d,
        "Collection":"x","LicenseName":"CC BY 3.0","LicenseURI":"https://example.org/by/3.0/",
        "DataDescriptionURI":"https://doi.org/10.1/made.up","SeriesDescription":null}"""
            .formatted(uid, patient, modality, images, bytes));
  }

  /**
   * What a query is answered, one reply after the other; the last one stays.
   *
   * @param query its name, and behind a space the series UID where it has one
   */
  void reply(String query, Reply... inOrder) {
    replies.put(query, new ArrayDeque<>(Arrays.asList(inOrder)));
  }

  /** The queries that came, in order. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  long requests(String query) {
    return requests.stream().filter(query::equals).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getQuery();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String uid =
        query == null || !query.contains("SeriesInstanceUID=")
            ? ""
            : " " + query.replaceAll(".*SeriesInstanceUID=([^&]*).*", "$1");
    requests.add(name + uid);
    Reply reply;
    synchronized (this) {
      Deque<Reply> inOrder = replies.get(name + uid);
      reply = inOrder == null ? null : inOrder.size() > 1 ? inOrder.remove() : inOrder.peek();
    }
    if (reply == null && name.equals("getSeries")) {
      boolean ours = String.valueOf(query).contains("Collection=" + COLLECTION);
      reply = ours ? json("[" + String.join(",", rows) + "]") : json("");
    }
    try (exchange) {
      (reply == null ? status(404) : reply).to(exchange);
    }
  }

  static Reply json(String text) {
    return whole("application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  static Reply zip(byte[] bytes) {
    return whole("application/octet-stream", bytes);
  }

  static Reply whole(String type, byte[] bytes) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  static Reply status(int status, String... header) {
    return exchange -> {
      for (int i = 0; i + 1 < header.length; i += 2) {
        exchange.getResponseHeaders().set(header[i], header[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** Announces all bytes, sends some, breaks off. */
  static Reply breaksOffAfter(int sent, byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, sent);
      exchange.getResponseBody().flush();
    };
  }

  /** Sends some in chunks of unknown number, and then nothing more until the server closes. */
  Reply stallsAfter(int sent, byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(bytes, 0, sent);
      exchange.getResponseBody().flush();
      awaitClose();
    };
  }

  /** Sends nothing at all. */
  Reply neverAnswers() {
    return exchange -> awaitClose();
  }

  /** A byte now and then. */
  Reply trickles(int pauseMs) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      OutputStream body = exchange.getResponseBody();
      while (closed.getCount() > 0) {
        body.write(1);
        body.flush();
        sleep(pauseMs);
      }
    };
  }

  private static void sleep(int ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
