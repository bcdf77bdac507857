package org.nodulens.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.nodulens.evaluation.EvaluationOptions;
import org.nodulens.evaluation.EvaluationReport;
import org.nodulens.evaluation.PatientGroup;
import org.nodulens.evaluation.PredictionsCsv;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.vit.ScoringModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens evaluate}: how well a model does on labelled crops. */
@Command(
    name = "evaluate",
    description = {
      "Scores every crop of a set and holds the predictions against the labels: predictions.csv"
          + " (crop_id, patient_id, task, prediction, label, model), metrics.json, each figure with its"
          + " 95 %% interval and beside what the diameter alone and the readers' ratings reach, and"
          + " figures/ (SVG, the numbers as CSV).",
      "A crop of a training patient is scored by the fold model that has not seen this patient; where"
          + " there is none, nothing is scored."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private CropsOption crops;
  @Mixin private OutFolderOptions out;
  @Mixin private SubgroupOptions subgroups;
  @Mixin private SparkOption spark;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "17",
      description = "Of the intervals' resampling. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws IOException {
    List<PatientGroup> groups = subgroups.read();
    EvaluationReport report;
    try (ScoringModels models = model.open();
        OutputFolder folder = out.open(OutputFolder.Unfinished.STARTS_OVER)) {
      crops.requireLabels(models);
      List<ScoredPrediction> predictions =
          spark.isGiven()
              ? crops.score(models, spark, folder, model.source(models))
              : crops.score(models);
      report =
          EvaluationReport.of(
                  predictions, models.model().description().tasks(), options(models, groups))
              .withEngine(models.engine().name())
              .withOrigin(models.model().weightsSha256(), crops.manifestSha256());
      PredictionsCsv.write(folder.path().resolve("predictions.csv"), predictions);
      report.writeInto(folder.path());
      folder.commit();
    }
    FigureTable.print(report, spec.commandLine().getOut());
    return ExitStatus.FINISHED;
  }

  private EvaluationOptions options(ScoringModels models, List<PatientGroup> groups)
      throws IOException {
    return EvaluationOptions.of(seed)
        .withCrops(crops.records())
        .withCalibration(models.model().description().calibration())
        .withGroups(groups);
  }
}
