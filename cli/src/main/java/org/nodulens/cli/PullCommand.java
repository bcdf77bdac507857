package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsClient;
import org.nodulens.datasets.archive.PullSummary;
import org.nodulens.datasets.archive.StudyPull;
import org.nodulens.dicom.DicomUid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens pull}: a study comes from a PACS. */
@Command(
    name = "pull",
    description = {
      "Fetches a study from a PACS (C-FIND and C-GET) as SERIES/INSTANCE.dcm, each instance as it is"
          + " stored there; rejected.csv says what did not come and why.",
      "Needs dcm4che built in: see ingest/dcm4che/README.md. Exit status 1 where nothing came."
    })
final class PullCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PacsOptions pacs;
  @Mixin private OutFolderOptions out;

  @Option(
      names = "--study",
      required = true,
      paramLabel = "UID",
      description = "Study Instance UID (0020,000D).")
  private String study;

  @Option(names = "--strict", description = "Exit status 1 where anything at all was rejected.")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    PacsCall call = pacs.call();
    if (!DicomUid.isValid(study)) {
      throw new UsageException("--study must be a UID, numbers with dots between, got " + study);
    }
    PacsClient client = PacsOptions.client("pull");
    PullSummary summary;
    try (OutputFolder folder = out.open(OutputFolder.Unfinished.GOES_ON);
        PullProgress progress = new PullProgress()) {
      summary = new StudyPull(client, call).pull(study, folder.path(), progress);
      folder.commit();
    }
    print(summary);
    boolean nothing = summary.instances().kept() == 0;
    return nothing || (strict && summary.rejected() > 0) ? ExitStatus.FAILED : ExitStatus.FINISHED;
  }

  private void print(PullSummary summary) {
    PrintWriter print = spec.commandLine().getOut();
    summary
        .rejectedByCode()
        .forEach((code, count) -> print.printf("  rejected %s: %d%n", code, count));
    print.printf(
        "%s; %s (rejected.csv lists what was rejected)%n",
        line("series", summary.series()), line("instances", summary.instances()));
    print.flush();
  }

  private static String line(String level, RejectCounts counts) {
    return "%s: %d in, %d kept, %d rejected"
        .formatted(level, counts.in(), counts.kept(), counts.rejected());
  }
}
