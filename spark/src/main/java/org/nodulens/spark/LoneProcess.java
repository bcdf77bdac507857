package org.nodulens.spark;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.nodulens.spark.files.SharedPaths;

/** A process for one piece of work, which may end it. */
public final class LoneProcess {
  /** The status of a process whose piece met a fault that is not its own. */
  private static final int FAULT = 3;

  private LoneProcess() {}

  /**
   * Does one piece and leaves.
   *
   * @param args the plan's file, number, offset and length of the piece in it; what Hadoop is to
   *     know is read from standard input, where nobody sees keys
   */
  public static void main(String[] args) {
    PlanEntry place =
        new PlanEntry(
            Integer.parseInt(args[1]), Long.parseLong(args[2]), Integer.parseInt(args[3]));
    try {
      Properties settings = new Properties();
      settings.load(System.in);
      settings.forEach((name, value) -> System.setProperty((String) name, (String) value));
      new Attempt(SharedPaths.of(args[0])).commitAlone(place);
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(FAULT);
    }
    Runtime.getRuntime().halt(0);
  }

  /**
   * Does a piece in a process of its own.
   *
   * @return false if the process died
   * @throws IOException if it met a fault that is not the piece's
   */
  static boolean survives(Path planFile, PlanEntry place) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + Math.max(64, Runtime.getRuntime().maxMemory() >> 20) + "m");
    command.add("-Djava.awt.headless=true");
    command.add("-Dai.djl.offline=true");
    command.add("-cp");
    command.add(classPath());
    command.add(LoneProcess.class.getName());
    command.add(planFile.toString());
    command.add(Integer.toString(place.number()));
    command.add(Long.toString(place.offset()));
    command.add(Integer.toString(place.length()));
    Path log = Files.createTempFile("nodulens-piece", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      try (OutputStream in = process.getOutputStream()) {
        SharedPaths.settings().store(in, null);
      }
      int status = process.waitFor();
      if (status == FAULT) {
        throw new IOException("a piece failed in a process of its own: " + firstLine(log));
      }
      return status == 0;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the second try was interrupted");
    } finally {
      Files.delete(log);
    }
  }

  private static String firstLine(Path log) throws IOException {
    return Files.readAllLines(log).stream().findFirst().orElse("no message");
  }

  /** This process's, and what Spark has brought to its loaders. */
  private static String classPath() {
    StringBuilder path = new StringBuilder();
    ClassLoader loader = LoneProcess.class.getClassLoader();
    for (; loader != null; loader = loader.getParent()) {
      if (loader instanceof URLClassLoader withUrls) {
        for (URL url : withUrls.getURLs()) {
          path.append(Path.of(url.getPath())).append(File.pathSeparator);
        }
      }
    }
    return path + System.getProperty("java.class.path");
  }
}
