package org.nodulens.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A master and two workers of Spark in processes of their own, each worker on a loopback address of
 * its own: Spark gives no task to one host twice.
 */
final class TwoHosts implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();
  private final Path logs;
  private final int port;

  private TwoHosts(Path logs, int port) {
    this.logs = logs;
    this.port = port;
  }

  static TwoHosts start(Path logs) throws Exception {
    TwoExecutors.prepareHome();
    TwoHosts hosts = new TwoHosts(logs, freePort());
    hosts.run("master.Master", "--host", "127.0.0.1", "--port", "" + hosts.port);
    hosts.awaitMaster();
    for (String address : List.of("127.0.0.2", "127.0.0.3")) {
      hosts.run(
          "worker.Worker",
          "--host",
          address,
          "--cores",
          "1",
          "--memory",
          "1g",
          "--work-dir",
          logs.resolve("work").toString(),
          hosts.master());
    }
    return hosts;
  }

  String master() {
    return "spark://127.0.0.1:" + port;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void run(String what, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.apache.spark.deploy." + what);
    command.add("--webui-port");
    command.add("0");
    command.addAll(List.of(options));
    Path log = logs.resolve(what + processes.size() + ".log");
    processes.add(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  private void awaitMaster() throws Exception {
    for (int i = 0; i < 300; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new IOException("the master does not answer");
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
