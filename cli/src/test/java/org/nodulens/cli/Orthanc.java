package org.nodulens.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PACS of the test's own: an Orthanc that only this machine can reach. */
final class Orthanc implements AutoCloseable {
  static final String SECRET = "nodulens:made-up";

  private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");

  private final Process process;
  private final int port;

  private Orthanc(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean isInstalled() {
    return DicomOutTest.onPath("Orthanc") && Files.exists(PLUGIN);
  }

  static Orthanc start(Path folder) throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path config = folder.resolve("orthanc.json");
    new ObjectMapper()
        .writeValue(
            config.toFile(),
            Map.of(
                "HttpPort", port,
                "DicomServerEnabled", false,
                "RemoteAccessAllowed", false,
                "AuthenticationEnabled", true,
                "RegisteredUsers", Map.of("nodulens", "made-up"),
                "StorageDirectory", folder.resolve("storage").toString(),
                "IndexDirectory", folder.resolve("storage").toString(),
                "Plugins", List.of(PLUGIN.toString()),
                "DicomWeb", Map.of("Enable", true, "Root", "/dicom-web/")));
    Process process =
        new ProcessBuilder("Orthanc", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Orthanc orthanc = new Orthanc(process, port);
    orthanc.awaitAnswer(folder.resolve("log"));
    return orthanc;
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 600; attempt++) {
      try {
        count("instances");
        return;
      } catch (IOException e) {
        if (!process.isAlive()) {
          break;
        }
        Thread.sleep(100);
      }
    }
    process.destroyForcibly();
    throw new IOException("Orthanc did not start: " + Files.readString(log));
  }

  String dicomWeb() {
    return "http://localhost:" + port + "/dicom-web";
  }

  /** How many it has of {@code studies}, {@code series} or {@code instances}. */
  int count(String what) throws IOException, InterruptedException {
    String basic = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + what))
            .header("Authorization", "Basic " + basic)
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return new ObjectMapper().readTree(response.body()).size();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
