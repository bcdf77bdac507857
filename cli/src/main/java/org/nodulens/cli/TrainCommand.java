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
import org.nodulens.evaluation.PatientGroup;
import org.nodulens.training.Layers;
import org.nodulens.training.Protocol;
import org.nodulens.training.Splitting;
import org.nodulens.training.Start;
import org.nodulens.training.TrainingOptions;
import org.nodulens.training.TrainingRun;
import org.nodulens.training.UnfitOptionsException;
import org.nodulens.vit.EmbeddedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens train}: cross-validation by patient, then a final model on all patients. */
@Command(
    name = "train",
    description = {
      "Trains a Vision Transformer, its last blocks, or a head on a frozen one, for malignancy, the"
          + " readers' ratings, the diameter and any label_<name> together. Folds never share a patient;"
          + " a leak fails the run. Within each fold some patients are kept for validation.",
      "Writes the final model, under folds/ the models of the folds, of each its training.csv and"
          + " training.svg, predictions.csv and metrics.json of the cross-validation, MODEL_CARD.md. A"
          + " killed run goes on from its last epoch when it is started again."
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutFolderOptions out;
  @Mixin private SettingsOptions settings;
  @Mixin private SubgroupOptions subgroups;

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
      description = {
        "Comma-separated NAME[:binary|multiclass|regression][=RULE[:READERS]]. Default:"
            + " ${COMPLETION-CANDIDATES}.",
        "NAME is a rating, diameter, or NAME of a label_NAME in the manifest, whose kind is recognised"
            + " unless it is said. RULE is how readings become targets: soft or median-no-3 (binary),"
            + " mean (regression); READERS is how many must have given one."
      },
      completionCandidates = TaskNames.class)
  private List<String> tasks = TrainingOptions.ALL_TASKS;

  @Option(
      names = "--layers",
      paramLabel = "LAYERS",
      defaultValue = "all",
      description =
          "What moves: head (on features of a frozen --backbone), last:N (blocks of a --backbone, with"
              + " the head) or all. Default: ${DEFAULT-VALUE}.")
  private String layers;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "5",
      description = "Folds of the cross-validation, by patient. Default: ${DEFAULT-VALUE}.")
  private int folds;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "patients",
      description =
          "patients, or paper: folds by nodule, as published, which share patients. Their figures are"
              + " too good and marked so everywhere. Default: ${DEFAULT-VALUE}.")
  private String protocol;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "Share of a fold's training patients who are kept for validation: early stopping,"
              + " calibration. 0 for none. Default: ${DEFAULT-VALUE}.")
  private double validation;

  @Option(
      names = "--shifts",
      paramLabel = "S",
      description =
          "Look at S x S shifts of each view by parts of a patch, for predictions and maps S times as"
              + " fine. Default: 1, or the backbone's.")
  private @Nullable Integer shifts;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Keep features for --layers head in this folder, by hash of data, backbone and input.")
  private @Nullable Path cache;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Epochs of each training. Default: 60 for all layers, 30 for the last ones, 200 for the head.")
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
    Start start =
        backbone == null ? preset() : new Start.Backbone(EmbeddedModel.orFolder(backbone));
    List<PatientGroup> groups = subgroups.read();
    CropSet set = CropSet.open(crops);
    EvaluationReport report;
    try (OutputFolder folder = out.open(OutputFolder.Unfinished.GOES_ON);
        TrainingProgress progress = new TrainingProgress("training", options)) {
      report = new TrainingRun(set, start, options, progress, groups).run(folder.path());
      folder.commit();
    } catch (UnfitOptionsException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
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
      if (!(moving instanceof Layers.All) && backbone == null) {
        throw new UsageException(
            "--layers " + layers + " needs a --backbone whose features it can use");
      }
      int trainingEpochs = Optional.ofNullable(epochs).orElse(moving.usualEpochs());
      TrainingOptions options =
          new TrainingOptions(tasks, moving, folds, trainingEpochs, seed)
              .with(settings.settings())
              .with(new Splitting(Protocol.of(protocol), folds, validation));
      options = shifts == null ? options : options.withShifts(shifts);
      return cache == null ? options : options.withCache(cache);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
