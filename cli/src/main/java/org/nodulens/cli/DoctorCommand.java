package org.nodulens.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.nodulens.doctor.Finding;
import org.nodulens.doctor.MachineCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nodulens doctor}: what this machine can run. */
@Command(
    name = "doctor",
    description = {
      "Says what this machine can run, and how to mend what it cannot: Java, memory, the engines with"
          + " the embedded model in each, precisions and devices, optional parts.",
      "Exit status 1 where something that is needed does not run."
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Finding> findings = MachineCheck.run();
    PrintWriter print = spec.commandLine().getOut();
    for (Finding finding : findings) {
      String state = finding.state().name().toLowerCase(Locale.ROOT);
      print.printf("%-7s%s: %s%n", state, finding.subject(), finding.detail());
      if (!finding.remedy().isEmpty()) {
        print.printf("%-7s%s%n", "", finding.remedy());
      }
    }
    long broken =
        findings.stream().filter(finding -> finding.state() == Finding.State.BROKEN).count();
    print.printf("%d looked at, %d broken%n", findings.size(), broken);
    print.flush();
    return broken > 0 ? ExitStatus.FAILED : ExitStatus.FINISHED;
  }
}
