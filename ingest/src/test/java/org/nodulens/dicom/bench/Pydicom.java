package org.nodulens.dicom.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** pydicom in a process of its own, which reads the same files whenever it is told to. */
final class Pydicom implements Closeable {
  private final Process process;
  private final PrintWriter toPython;
  private final BufferedReader fromPython;
  private final String about;

  /**
   * Starts it.
   *
   * @param command an interpreter that has pydicom, and {@code pydicom_series.py}
   * @throws IOException if it cannot read the first of the files
   */
  Pydicom(List<String> command, List<Path> files) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    toPython = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8));
    fromPython = process.inputReader(StandardCharsets.UTF_8);
    for (Path file : files) {
      toPython.println(file);
    }
    toPython.println();
    about = answer();
  }

  private String answer() throws IOException {
    toPython.flush();
    String line = fromPython.readLine();
    if (line == null) {
      throw new IOException("pydicom gave up");
    }
    return line;
  }

  /** Its version, and what decodes the pixels. */
  String about() {
    return about;
  }

  /**
   * A pass over all files.
   *
   * @param how one of the script's ways
   */
  Pass pass(String how, StopWatch watch) {
    return () -> {
      toPython.println(how);
      String[] wallAndProcessor = answer().split(" ", 2);
      return Double.parseDouble(wallAndProcessor[watch.ofProcessor() ? 1 : 0]);
    };
  }

  @Override
  public void close() {
    toPython.close();
    process.destroy();
  }
}
