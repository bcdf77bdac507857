package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.AgreementReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens agreement}: how far the readers of a crop set agree. */
@Command(
    name = "agreement",
    description = {
      "How far the readers of a crop set agree: agreement.csv (rating, statistic, nodules, patients,"
          + " readings, value, low, high, why) and agreement.md, the same as a page.",
      "For each rating: exact agreement, mean absolute difference, Fleiss' kappa, Krippendorff's alpha"
          + " (nominal, ordinal, interval) and intraclass correlations, with 95 %% intervals from"
          + " resampled patients; for outlines the mean Dice coefficient of pairs. What cannot be had"
          + " says why."
    })
final class AgreementCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutFolderOptions out;

  @Option(
      names = "--crops",
      required = true,
      paramLabel = "CROPSET",
      description = "Crop set whose readings are compared.")
  private Path crops;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "17",
      description = "Of the intervals' resampling. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws IOException {
    CropSet set = CropSet.open(crops);
    AgreementReport report = AgreementReport.of(set.records(), seed);
    PrintWriter print = spec.commandLine().getOut();
    try (OutputFolder folder = out.open(OutputFolder.Unfinished.STARTS_OVER)) {
      report.writeCsv(folder.path().resolve("agreement.csv"));
      report.writeMarkdown(folder.path().resolve("agreement.md"));
      folder.commit();
    }
    report.markdown().forEach(print::println);
    print.flush();
    if (report.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf("nodulens: no nodule of %s has the readings of two readers%n", crops);
      err.flush();
      return ExitStatus.FAILED;
    }
    return ExitStatus.FINISHED;
  }
}
