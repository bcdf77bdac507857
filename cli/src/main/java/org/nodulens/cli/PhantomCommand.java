package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.datasets.phantom.PhantomSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens phantom}: chest CT studies that nobody was scanned for. */
@Command(
    name = "phantom",
    description = {
      "Makes chest CT studies with lung nodules: DICOM series and four readers' opinions, laid out as"
          + " LIDC-IDRI is; the truth is in truth.csv.",
      "The same options give the same bytes, whatever --jobs is."
    })
final class PhantomCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutFolderOptions out;

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "10",
      description = "Studies to make. Default: ${DEFAULT-VALUE}.")
  private int patients;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "What all is drawn from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--matrix",
      paramLabel = "PIXELS",
      defaultValue = "512",
      description = "Columns and rows of a slice. Default: ${DEFAULT-VALUE}.")
  private int matrix;

  @Option(
      names = "--field-of-view",
      paramLabel = "MM",
      defaultValue = "350",
      description =
          "Width of a slice; on the second scanner a tenth more. Default: ${DEFAULT-VALUE}.")
  private double fieldOfViewMm;

  @Option(
      names = "--height",
      paramLabel = "MM",
      defaultValue = "290",
      description =
          "From the lowest slice to the highest, around the hila. Default: ${DEFAULT-VALUE}, the"
              + " whole chest.")
  private double heightMm;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Studies made at the same time. Default: ${DEFAULT-VALUE}.")
  private int jobs;

  @Override
  public Integer call() throws IOException {
    PhantomOptions options = options();
    PhantomSummary summary;
    try (OutputFolder folder = out.open(OutputFolder.Unfinished.STARTS_OVER);
        Progress progress = Progress.of("making studies", patients, "studies")) {
      summary = Phantom.write(options, folder.path(), patient -> progress.step());
      folder.commit();
    }
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        "studies: %d; nodules: %d, of which malignant %d; readings: %d (truth.csv has the truth)%n",
        summary.patients(), summary.nodules(), summary.malignant(), summary.readings());
    print.flush();
    return ExitStatus.FINISHED;
  }

  private PhantomOptions options() {
    try {
      return new PhantomOptions(patients, seed, matrix, fieldOfViewMm, heightMm, jobs);
    } catch (IllegalArgumentException e) {
      throw new UsageException("no phantom can be made so: " + e.getMessage());
    }
  }
}
