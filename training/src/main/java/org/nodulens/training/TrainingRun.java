package org.nodulens.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.EvaluationOptions;
import org.nodulens.evaluation.EvaluationReport;
import org.nodulens.evaluation.ModelCalibration;
import org.nodulens.evaluation.PatientGroup;
import org.nodulens.evaluation.PredictionsCsv;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.Task;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.volumeio.FormatException;

/**
 * Cross-validation by patient and a final model on all patients, into one model folder: the folds'
 * models under folds/, their held-out predictions as predictions.csv and metrics.json, the final
 * model beside them.
 */
public final class TrainingRun {
  private static final long FOR_SPLIT = 100;

  private final CropSet set;
  private final Start start;
  private final TrainingOptions options;
  private final TrainingListener listener;
  private final List<PatientGroup> groups;
  private final int cores;
  private final TrunkEngine engine;

  public TrainingRun(CropSet set, Start start, TrainingOptions options, TrainingListener listener) {
    this(set, start, options, listener, List.of());
  }

  /** With groups of patients that the report gives figures of. */
  public TrainingRun(
      CropSet set,
      Start start,
      TrainingOptions options,
      TrainingListener listener,
      List<PatientGroup> groups) {
    this(set, start, options, listener, groups, Runtime.getRuntime().availableProcessors());
  }

  /** On so many cores, which change nothing in what comes out. */
  TrainingRun(
      CropSet set,
      Start start,
      TrainingOptions options,
      TrainingListener listener,
      List<PatientGroup> groups,
      int cores) {
    this.groups = List.copyOf(groups);
    this.cores = cores;
    this.set = set;
    this.start = start;
    this.options = options;
    this.listener = listener;
    this.engine = TrunkEngine.first();
  }

  /**
   * Trains into a folder and evaluates. Models that an equal run has finished there are kept, and
   * an unfinished one goes on from its last checkpoint.
   *
   * @param folder where the model shall be; absent, empty, or of an equal run
   * @return the figures of the cross-validation
   * @throws FormatException if the crop set lacks what a task needs
   * @throws UnfitOptionsException if options do not go together, or not with the start
   * @throws LeakException if a patient, a series or an image is on two sides of a split
   */
  public EvaluationReport run(Path folder) throws IOException {
    TaskSet tasks = TaskSet.of(set, options.requests());
    List<CropRecord> crops = tasks.crops(options.splitting().protocol());
    NestedSplit split = split(tasks, crops);
    double leak = leak(split);
    Files.createDirectories(folder);
    try (ModelTrainer trainer = ModelTrainer.of(set, start, options, engine, listener)) {
      Provenance provenance =
          Provenance.of(
              set,
              start,
              options,
              new Provenance.Said(trainer.settings(), tasks.targetsInWords(), leak));
      Remaining remaining = new Remaining(work(split, crops, trainer), System::nanoTime);
      List<Start> starts = starts(split);
      trainAll(
          new PartTraining(
              options, listener, trainer, new ModelStore(folder, provenance), remaining),
          jobs(tasks, split, crops, starts),
          new HashSet<>(starts).size() == 1 ? trainer.atOnce(cores) : 1);
      return evaluate(
          folder, new CrossValidation(set, crops, split, engine, trainer, starts), leak);
    }
  }

  /** The folds side by side, then the final model, which may end as they did. */
  private void trainAll(PartTraining training, List<PartTraining.Job> jobs, int threads)
      throws IOException {
    List<SideBySide.Job<Integer>> folds = new ArrayList<>();
    for (TrainingPart part : parts()) {
      PartTraining.Job job = jobs.get(part.number());
      if (part.fold().isPresent() || !training.stopsEarly()) {
        folds.add(() -> training.run(part, job));
      }
    }
    List<Integer> epochsKept = SideBySide.run(folds, threads);
    if (training.stopsEarly()) {
      training.run(
          new TrainingPart(OptionalInt.empty(), options.folds()),
          jobs.get(options.folds()).until(median(epochsKept)));
    }
  }

  /** In the order of the parts' numbers: the folds, the final model. */
  private List<PartTraining.Job> jobs(
      TaskSet tasks, NestedSplit split, List<CropRecord> crops, List<Start> starts) {
    List<PartTraining.Job> jobs = new ArrayList<>();
    for (TrainingPart part : parts()) {
      FoldCrops some =
          part.fold().isPresent()
              ? split.fold(part.fold().getAsInt())
              : new FoldCrops(crops, List.of(), List.of());
      jobs.add(new PartTraining.Job(starts.get(part.number()), tasks, some, options.epochs()));
    }
    return jobs;
  }

  private static int median(List<Integer> numbers) {
    return numbers.stream().sorted().toList().get(numbers.size() / 2);
  }

  /** What each training starts from, in the order of their numbers: the folds, the final one. */
  private List<Start> starts(NestedSplit split) throws IOException {
    List<Start> starts = new ArrayList<>();
    for (TrainingPart part : parts()) {
      starts.add(
          part.fold().isPresent()
              ? UnseenStart.of(start, split.fold(part.fold().getAsInt()).heldOut(), part.inWords())
              : start);
    }
    return starts;
  }

  private NestedSplit split(TaskSet tasks, List<CropRecord> crops) throws IOException {
    long patients = crops.stream().map(CropRecord::patientId).distinct().count();
    if (patients < options.folds()) {
      throw new FormatException(
          "crop set "
              + set.folder()
              + " has "
              + patients
              + " patients, too few for "
              + options.folds()
              + " folds");
    }
    NestedSplit split =
        new NestedSplit(
            crops, tasks::stratum, options.splitting(), Seeds.mix(options.seed(), FOR_SPLIT));
    if (options.splitting().protocol() == Protocol.PATIENTS) {
      for (FoldCrops fold : split.folds()) {
        fold.requireApart();
      }
    }
    return split;
  }

  /** Of all held-out nodules, the share whose patient was trained on: 0 but by the paper. */
  private double leak(NestedSplit split) {
    if (options.splitting().protocol() == Protocol.PATIENTS) {
      return 0;
    }
    double shared = 0;
    double all = 0;
    for (FoldCrops fold : split.folds()) {
      int heldOut = fold.heldOut().size();
      shared += heldOut * LeakDetector.sharedPatients(fold.training(), fold.heldOut());
      all += heldOut;
    }
    listener.leaks(shared / all);
    return shared / all;
  }

  private List<TrainingPart> parts() {
    List<TrainingPart> parts = new ArrayList<>();
    for (int fold = 0; fold < options.folds(); fold++) {
      parts.add(new TrainingPart(OptionalInt.of(fold), options.folds()));
    }
    parts.add(new TrainingPart(OptionalInt.empty(), options.folds()));
    return parts;
  }

  private static long work(NestedSplit split, List<CropRecord> crops, ModelTrainer trainer) {
    long all = crops.size();
    for (FoldCrops fold : split.folds()) {
      all += fold.training().size();
    }
    return all * trainer.epochs();
  }

  /** Scores each crop by the fold that held it out, as any later scoring would. */
  private EvaluationReport evaluate(Path folder, CrossValidation validation, double leak)
      throws IOException {
    ModelFolder trained = ModelFolder.open(folder);
    List<Task> tasks = trained.description().tasks();
    boolean byPatient = options.splitting().protocol() == Protocol.PATIENTS;
    int[] done = {0};
    CrossValidation.Scored scored =
        validation.run(
            folder,
            byPatient ? "" : "-by-nodule",
            () -> listener.scored(++done[0], set.records().size()));
    List<ScoredPrediction> predictions = scored.heldOut();
    EvaluationReport report =
        EvaluationReport.of(
                predictions,
                tasks,
                EvaluationOptions.of(options.seed())
                    .withCrops(set.records())
                    .withGroups(groups)
                    .withValidation(scored.validation()))
            .withEngine(engine.name());
    if (!byPatient) {
      report = report.withProtocol(Provenance.leakInWords(leak));
    }
    ModelFolder model =
        trained.calibrated(ModelCalibration.of(scored.validation(), predictions, tasks));
    PredictionsCsv.write(folder.resolve("predictions.csv"), predictions);
    report.writeInto(folder);
    ModelCard.write(folder.resolve("MODEL_CARD.md"), model.description(), report);
    return report;
  }
}
