package org.nodulens.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nodulens.work.Workplace;

/** A cluster of two executors, each a process of its own with one core and 1 GiB. */
final class TwoExecutors {
  static final String MASTER = "local-cluster[2,1,1024]";

  private TwoExecutors() {}

  static Workplace open(String name) throws IOException {
    prepareHome();
    return new SparkCluster().open(MASTER, name);
  }

  /** Spark asks its home for jars, which the class path has already. */
  static void prepareHome() throws IOException {
    Path home = Path.of(System.getenv("SPARK_HOME"));
    Files.createDirectories(home.resolve("jars"));
    if (!Files.exists(home.resolve("RELEASE"))) {
      Files.createFile(home.resolve("RELEASE"));
    }
  }

  /** The executors' processes. */
  static List<ProcessHandle> processes() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .toList();
  }
}
