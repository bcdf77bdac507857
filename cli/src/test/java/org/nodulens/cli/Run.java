package org.nodulens.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One run of the command line inside the test: its exit status and what it printed. */
record Run(int status, String out, String err) {
  static Run of(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine line = Main.commandLine(new CountCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = Main.run(line, args);
    return new Run(status, out.toString(), err.toString());
  }
}
