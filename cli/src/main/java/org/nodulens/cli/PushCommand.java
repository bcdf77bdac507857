package org.nodulens.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.RejectLedger;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.archive.FolderPush;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.Patience;
import org.nodulens.datasets.archive.PushMemory;
import org.nodulens.datasets.archive.PushSummary;
import org.nodulens.datasets.archive.StowClient;
import org.nodulens.datasets.archive.StowTarget;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nodulens push}: DICOM files go to a PACS. */
@Command(
    name = "push",
    description = {
      "Stores DICOM files in a PACS, each as it is: over the web (--stow, STOW-RS) or by DIMSE"
          + " (--pacs, C-STORE). Pushing once more after a fault stores the rest; what was stored"
          + " is stored again, which changes nothing, or left out with --resume.",
      "--pacs needs dcm4che built in: see ingest/dcm4che/README.md. Exit status 1 where nothing was"
          + " stored, or the PACS broke off."
    })
final class PushCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Files, and folders with files, however deep.")
  private List<Path> paths;

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description = "CSV file to write: what the PACS does not have, and why.")
  private @Nullable Path ledger;

  @Option(names = "--strict", description = "Exit status 1 where anything at all was rejected.")
  private boolean strict;

  /** Which way into the PACS. */
  static final class Target {
    @ArgGroup(exclusive = false)
    private @Nullable PacsOptions pacs;

    @ArgGroup(exclusive = false)
    private @Nullable StowOptions stow;
  }

  @Override
  public Integer call() throws IOException {
    PushSummary summary = target.stow != null ? push(target.stow) : push(pacs());
    if (ledger != null) {
      OutputFile.replace(ledger, out -> write(summary, out));
    }
    print(summary);
    boolean failed = summary.brokenOff().isPresent() || summary.files().kept() == 0;
    return failed || (strict && summary.files().rejected() > 0)
        ? ExitStatus.FAILED
        : ExitStatus.FINISHED;
  }

  private FolderPush pacs() throws IOException {
    PacsOptions pacs = Objects.requireNonNull(target.pacs);
    PacsCall call = pacs.call();
    return new FolderPush(PacsOptions.client("push"), call);
  }

  private PushSummary push(FolderPush push) throws IOException {
    try (PushProgress progress = new PushProgress()) {
      return push.push(paths, progress);
    }
  }

  private PushSummary push(StowOptions stow) throws IOException {
    StowTarget to = stow.target();
    Patience patience = stow.patience();
    Optional<PushMemory> memory = stow.memory(to);
    try {
      return push(new FolderPush(new StowClient(to, patience, memory)));
    } finally {
      if (memory.isPresent()) {
        memory.get().close();
      }
    }
  }

  private static void write(PushSummary summary, OutputStream out) throws IOException {
    try (RejectLedger rows = RejectLedger.create(out)) {
      for (Rejection rejection : summary.rejections()) {
        rows.reject(rejection);
      }
    }
  }

  /** A push that remembers tells what was sent from what was not. */
  private String stored(PushSummary summary) {
    return target.stow != null && target.stow.remembers()
        ? summary.storedNow() + " stored now, " + summary.storedBefore() + " stored before"
        : summary.files().kept() + " stored";
  }

  private void print(PushSummary summary) {
    PrintWriter print = spec.commandLine().getOut();
    summary
        .rejectedByCode()
        .forEach((code, count) -> print.printf("  rejected %s: %d%n", code, count));
    print.printf(
        "files: %d in, %s, %d rejected (%s)%n",
        summary.files().in(),
        stored(summary),
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
