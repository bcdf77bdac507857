package org.nodulens.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server of S3 in a process of its own, with one bucket, which it holds in memory. */
final class S3Server implements AutoCloseable {
  private static final int PATIENCE_TENTHS = 300;

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts.
   *
   * @param folder for the server's own files
   * @param bucket to be there from the start
   */
  static S3Server start(Path folder, String bucket) throws IOException {
    int port = freePort();
    Path settings =
        Files.write(
            folder.resolve("s3proxy.conf"),
            List.of(
                "s3proxy.endpoint=http://127.0.0.1:" + port,
                "s3proxy.authorization=none",
                "jclouds.provider=transient",
                "jclouds.identity=local",
                "jclouds.credential=local"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                System.getProperty("nodulens.s3proxy"),
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3proxy.log").toFile())
            .start();
    S3Server server = new S3Server(process, port);
    server.await();
    server.create(bucket);
    return server;
  }

  private void create(String bucket) throws IOException {
    URL url = URI.create("http://127.0.0.1:" + port + "/" + bucket).toURL();
    HttpURLConnection put = (HttpURLConnection) url.openConnection();
    put.setRequestMethod("PUT");
    if (put.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException("no bucket: " + put.getResponseCode());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void await() throws IOException {
    for (int i = 0; i < PATIENCE_TENTHS && process.isAlive(); i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        pause();
      }
    }
    close();
    throw new IOException("the S3 server does not answer");
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for the S3 server");
    }
  }

  /** What Spark is to tell Hadoop, as {@code spark-submit --conf} would. */
  Map<String, String> settings() {
    return Map.of(
        "spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:" + port,
        "spark.hadoop.fs.s3a.endpoint.region", "us-east-1",
        "spark.hadoop.fs.s3a.access.key", "local",
        "spark.hadoop.fs.s3a.secret.key", "local",
        "spark.hadoop.fs.s3a.path.style.access", "true",
        // The server does not know the checksum that a request for many deletions has.
        "spark.hadoop.fs.s3a.multiobjectdelete.enable", "false",
        "spark.hadoop.fs.s3a.connection.ssl.enabled", "false");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
