package org.nodulens.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One run of the command line inside a test: its exit status and what it printed. */
public record CommandRun(int status, String out, String err) {
  public static CommandRun of(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = Main.run(line, args);
    return new CommandRun(status, out.toString(), err.toString());
  }
}
