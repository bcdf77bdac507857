package org.nodulens.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Python on the path, for peers that are written in it. */
public final class Python implements AutoCloseable {
  private static final String COMMAND = "python3";

  private final List<Process> processes = new ArrayList<>();

  /** Whether Python is there and has a module. */
  public static boolean has(String module) {
    try {
      Process process =
          new ProcessBuilder(COMMAND, "-c", "import " + module)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Work of a script that does it once for each line it reads, and answers with a line. */
  Contender.Work eachLine(String script, String argument) {
    Process[] started = new Process[1];
    BufferedReader[] answers = new BufferedReader[1];
    return () -> {
      if (started[0] == null) {
        started[0] =
            new ProcessBuilder(COMMAND, "-c", script, argument)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(started[0]);
        answers[0] = started[0].inputReader(StandardCharsets.UTF_8);
      }
      PrintWriter lines = new PrintWriter(started[0].outputWriter(StandardCharsets.UTF_8));
      lines.println("again");
      lines.flush();
      if (answers[0].readLine() == null) {
        throw new IOException("a peer's script in Python gave up");
      }
    };
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
  }
}
