package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.nodulens.cropset.Counted;
import org.nodulens.evaluation.PredictionsCsv;
import org.nodulens.evaluation.PredictionsJson;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.vit.ScoringModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nodulens predict}: what a model says of each crop. */
@Command(
    name = "predict",
    description = {
      "Scores every crop of a set for every task of the model and writes predictions.csv (crop_id,"
          + " patient_id, task, prediction, label, model); labels stay empty. predictions.json names the"
          + " model by its SHA-256 and the engine.",
      "A crop of a training patient is scored by the fold model that has not seen this patient."
    })
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private CropsOption crops;
  @Mixin private OutFolderOptions out;

  @Override
  public Integer call() throws IOException {
    List<ScoredPrediction> predictions;
    try (ScoringModels models = model.open();
        OutputFolder folder = out.open(OutputFolder.Unfinished.STARTS_OVER)) {
      predictions = crops.score(models);
      PredictionsCsv.write(
          folder.path().resolve("predictions.csv"),
          predictions.stream().map(p -> p.withLabel(OptionalDouble.empty())).toList());
      PredictionsJson.write(
          folder.path().resolve("predictions.json"), models, "nodulens " + Version.number());
      folder.commit();
    }
    PrintWriter print = spec.commandLine().getOut();
    print.println(Counted.of(predictions.size(), "prediction"));
    print.flush();
    return ExitStatus.FINISHED;
  }
}
