package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.EvaluationReport;
import org.nodulens.training.Layers;
import org.nodulens.training.Start;
import org.nodulens.training.TrainingOptions;
import org.nodulens.training.TrainingRun;
import org.nodulens.vit.ModelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens train}: cross-validation by patient, then a final model on all patients. */
@Command(
    name = "train",
    description = {
      "Trains a Vision Transformer, or a head on a frozen one, for malignancy, the readers' ratings"
          + " and the diameter together. Folds never share a patient; a leak fails the run.",
      "Writes the final model, under folds/ the models of the folds, predictions.csv and metrics.json"
          + " of the cross-validation, MODEL_CARD.md. A killed run goes on after its last finished"
          + " fold when it is started again."
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutFolderOptions out;

  @Option(
      names = "--crops",
      required = true,
      paramLabel = "CROPSET",
      description = "Crop set to learn from.")
  private Path crops;

  @Option(
      names = "--backbone",
      paramLabel = "MODEL",
      description =
          "Model whose trunk is taken over, and with it its input. Default: random weights of the"
              + " --preset.")
  private @Nullable Path backbone;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "small",
      description =
          "Network to start from random weights: small (2.7 million parameters) or tiny (0.5"
              + " million), both 64 x 64 pixels over 32 mm. Default: ${DEFAULT-VALUE}.")
  private String preset;

  @Option(
      names = "--tasks",
      split = ",",
      paramLabel = "TASK",
      description = "Comma-separated: ${COMPLETION-CANDIDATES}. Default: all of them.",
      completionCandidates = TaskNames.class)
  private List<String> tasks = TrainingOptions.ALL_TASKS;

  @Option(
      names = "--layers",
      paramLabel = "LAYERS",
      defaultValue = "all",
      description =
          "What moves: head (features of a frozen --backbone) or all. Default: ${DEFAULT-VALUE}.")
  private String layers;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "5",
      description = "Folds of the cross-validation, by patient. Default: ${DEFAULT-VALUE}.")
  private int folds;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of each training. Default: 60 for all layers, 200 for the head.")
  private @Nullable Integer epochs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "17",
      description = "Of split, weights, augmentation and intervals. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /** The tasks, for the help. */
  static final class TaskNames extends ArrayList<String> {
    TaskNames() {
      super(TrainingOptions.ALL_TASKS);
    }
  }

  @Override
  public Integer call() throws IOException {
    TrainingOptions options = options();
    Start start = backbone == null ? preset() : new Start.Backbone(ModelFolder.open(backbone));
    CropSet set = CropSet.open(crops);
    EvaluationReport report;
    try (OutputFolder folder = out.open(OutputFolder.Unfinished.GOES_ON);
        TrainingProgress progress = new TrainingProgress("training", options)) {
      report = new TrainingRun(set, start, options, progress).run(folder.path());
      folder.commit();
    }
    FigureTable.print(report, spec.commandLine().getOut());
    return ExitStatus.FINISHED;
  }

  private Start preset() {
    try {
      return Start.Preset.named(preset);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage());
    }
  }

  private TrainingOptions options() {
    try {
      Layers moving = Layers.of(layers);
      if (moving instanceof Layers.Head && backbone == null) {
        throw new UsageException("--layers head needs a --backbone whose features it can use");
      }
      int trainingEpochs = Optional.ofNullable(epochs).orElse(moving.usualEpochs());
      return new TrainingOptions(tasks, moving, folds, trainingEpochs, seed);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
