package org.nodulens.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.RejectLedger;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.archive.FolderPush;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsClient;
import org.nodulens.datasets.archive.PushSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nodulens push}: DICOM files go to a PACS. */
@Command(
    name = "push",
    description = {
      "Stores the DICOM files below a folder in a PACS (C-STORE), each as it is. Pushing once more"
          + " after a fault stores the rest; what was stored is stored again, which changes nothing.",
      "Needs dcm4che built in: see ingest/dcm4che/README.md. Exit status 1 where nothing was stored,"
          + " or the PACS broke off."
    })
final class PushCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PacsOptions pacs;

  @Parameters(paramLabel = "DIR", description = "Folder with the files, however deep.")
  private Path folder;

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description = "CSV file to write: what the PACS does not have, and why.")
  private @Nullable Path ledger;

  @Option(names = "--strict", description = "Exit status 1 where anything at all was rejected.")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    PacsCall call = pacs.call();
    PacsClient client = PacsOptions.client("push");
    PushSummary summary;
    try (PushProgress progress = new PushProgress()) {
      summary = new FolderPush(client, call).push(folder, progress);
    }
    if (ledger != null) {
      OutputFile.replace(ledger, out -> write(summary, out));
    }
    print(summary);
    boolean failed = summary.brokenOff().isPresent() || summary.files().kept() == 0;
    return failed || (strict && summary.files().rejected() > 0)
        ? ExitStatus.FAILED
        : ExitStatus.FINISHED;
  }

  private static void write(PushSummary summary, OutputStream out) throws IOException {
    try (RejectLedger rows = RejectLedger.create(out)) {
      for (Rejection rejection : summary.rejections()) {
        rows.reject(rejection);
      }
    }
  }

  private void print(PushSummary summary) {
    PrintWriter print = spec.commandLine().getOut();
    summary
        .rejectedByCode()
        .forEach((code, count) -> print.printf("  rejected %s: %d%n", code, count));
    print.printf(
        "files: %d in, %d stored, %d rejected (%s)%n",
        summary.files().in(),
        summary.files().kept(),
        summary.files().rejected(),
        ledger == null ? "--ledger FILE lists what was rejected" : ledger);
    print.flush();
    summary
        .brokenOff()
        .ifPresent(
            reason -> {
              PrintWriter err = spec.commandLine().getErr();
              err.println("nodulens: " + reason);
              err.flush();
            });
  }
}
