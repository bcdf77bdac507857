package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CropSet;
import org.nodulens.report.cohort.CohortInputs;
import org.nodulens.report.cohort.CohortReport;
import org.nodulens.report.cohort.FoundBenchmark;
import org.nodulens.report.cohort.MeasuredFigures;
import org.nodulens.vit.ModelFolder;
import picocli.CommandLine.Option;

/** What a report on a whole crop set takes from other commands, mixed into {@code report}. */
final class CohortOptions {
  @Option(
      names = "--evaluation",
      paramLabel = "DIR",
      description =
          "Of a cohort: the folder of nodulens evaluate whose figures are reported. Default: those"
              + " of the cross-validation in the model's own folder.")
  private @Nullable Path evaluation;

  @Option(
      names = "--benchmark",
      paramLabel = "DIR",
      description = "Of a cohort: the folder of nodulens benchmark whose figures are reported.")
  private @Nullable Path benchmark;

  /** For a report on nodules: refuses what goes with a cohort only. */
  void requireNone() {
    if (evaluation != null || benchmark != null) {
      throw new UsageException(
          "--evaluation and --benchmark go with a cohort: --crops without --ids");
    }
  }

  /** Checks that all is of this model and these crops, and puts the report together. */
  CohortReport report(ModelFolder model, Path crops) throws IOException {
    CropSet set = CropSet.open(crops);
    if (set.records().isEmpty()) {
      throw new UsageException("crop set " + set.folder() + " holds no crops");
    }
    MeasuredFigures figures =
        evaluation == null
            ? MeasuredFigures.ofModel(model, set)
            : MeasuredFigures.ofEvaluation(evaluation, model, set);
    Optional<FoundBenchmark> maps =
        benchmark == null
            ? Optional.empty()
            : Optional.of(FoundBenchmark.of(benchmark, model, set));
    return CohortReport.of(
        new CohortInputs(model, set, figures, maps, "nodulens " + Version.number()));
  }

  /** Where the figures come from, in words. */
  String origin() {
    return evaluation == null
        ? "figures of the model's own cross-validation"
        : "figures of " + evaluation;
  }
}
