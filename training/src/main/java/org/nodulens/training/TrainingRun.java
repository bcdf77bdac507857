package org.nodulens.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.CropScorer;
import org.nodulens.evaluation.EvaluationOptions;
import org.nodulens.evaluation.EvaluationReport;
import org.nodulens.evaluation.ModelCalibration;
import org.nodulens.evaluation.PredictionsCsv;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;
import org.nodulens.vit.TrainingPatients;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.volumeio.FormatException;

/**
 * Cross-validation by patient and a final model on all patients, into one model folder: the folds'
 * models under folds/, their held-out predictions as predictions.csv and metrics.json, the final
 * model beside them.
 */
public final class TrainingRun {
  private static final long FOR_SPLIT = 100;
  private static final long FOR_TRAINING = 101;

  private final CropSet set;
  private final Start start;
  private final TrainingOptions options;
  private final TrainingListener listener;
  private final TrunkEngine engine;

  public TrainingRun(CropSet set, Start start, TrainingOptions options, TrainingListener listener) {
    this.set = set;
    this.start = start;
    this.options = options;
    this.listener = listener;
    this.engine = TrunkEngine.first();
  }

  /**
   * Trains into a folder and evaluates. Models that an equal run has finished there are kept.
   *
   * @param folder where the model shall be; absent, empty, or of an equal run
   * @return the figures of the cross-validation
   * @throws FormatException if the crop set lacks what a task needs
   * @throws LeakException if a patient, a series or an image is on two sides of a split
   */
  public EvaluationReport run(Path folder) throws IOException {
    List<CropRecord> crops = set.records();
    TaskSet tasks = TaskSet.of(set, options.plans());
    PatientSplit split = split(tasks);
    for (int fold = 0; fold < options.folds(); fold++) {
      LeakDetector.check(split.training(crops, fold), split.heldOut(crops, fold));
    }
    Files.createDirectories(folder);
    List<Start> starts = starts(split);
    try (ModelTrainer trainer = ModelTrainer.of(set, start, options, engine)) {
      Provenance provenance = Provenance.of(set, start, options, trainer.settings());
      Workshop workshop =
          new Workshop(
              trainer,
              provenance,
              new ModelStore(folder, provenance),
              new Remaining(work(split, trainer), System::nanoTime));
      for (TrainingPart part : parts()) {
        List<CropRecord> training =
            part.fold().isPresent() ? split.training(crops, part.fold().getAsInt()) : crops;
        if (workshop.store.has(part)) {
          workshop.remaining.skip((long) training.size() * trainer.epochs());
          listener.kept(part.inWords());
        } else {
          train(part, starts.get(part.number()), tasks.data(training), workshop);
        }
      }
    }
    return evaluate(folder);
  }

  /** What each training starts from, in the order of their numbers: the folds, the final one. */
  private List<Start> starts(PatientSplit split) throws IOException {
    List<Start> starts = new ArrayList<>();
    for (TrainingPart part : parts()) {
      starts.add(
          part.fold().isPresent()
              ? UnseenStart.of(
                  start, split.heldOut(set.records(), part.fold().getAsInt()), part.inWords())
              : start);
    }
    return starts;
  }

  /** What every training of the run uses. */
  private record Workshop(
      ModelTrainer trainer, Provenance provenance, ModelStore store, Remaining remaining) {}

  private PatientSplit split(TaskSet tasks) throws FormatException {
    long patients = set.records().stream().map(CropRecord::patientId).distinct().count();
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
    return PatientSplit.stratified(
        set.records(), tasks::stratum, options.folds(), Seeds.mix(options.seed(), FOR_SPLIT));
  }

  private List<TrainingPart> parts() {
    List<TrainingPart> parts = new ArrayList<>();
    for (int fold = 0; fold < options.folds(); fold++) {
      parts.add(new TrainingPart(OptionalInt.of(fold), options.folds()));
    }
    parts.add(new TrainingPart(OptionalInt.empty(), options.folds()));
    return parts;
  }

  private long work(PatientSplit split, ModelTrainer trainer) {
    long crops = set.records().size();
    for (int fold = 0; fold < options.folds(); fold++) {
      crops += split.training(set.records(), fold).size();
    }
    return crops * trainer.epochs();
  }

  private void train(TrainingPart part, Start from, TrainingData data, Workshop workshop)
      throws IOException {
    TrainedModel trained =
        workshop.trainer.train(
            from,
            data,
            Seeds.mix(options.seed(), FOR_TRAINING, part.number()),
            (epoch, loss, rate) ->
                listener.epoch(
                    new TrainingListener.Epoch(
                        part.inWords(),
                        epoch + 1,
                        workshop.trainer.epochs(),
                        loss,
                        rate,
                        workshop.remaining.after(data.crops().size()))));
    Set<String> patients = new TreeSet<>();
    data.crops().forEach(crop -> patients.add(crop.patientId()));
    ModelDescription description =
        new ModelDescription(
            trained.weights().config(),
            trained.input(),
            data.tasks(),
            JsonNodeFactory.instance.objectNode(),
            workshop.provenance.of(part.id(), data.crops().size(), patients.size()),
            TrainingPatients.of(workshop.provenance.patientKey(options.seed()), patients)
                .after(UnseenStart.patients(from)));
    workshop.store.write(part, description, trained.weights());
  }

  /** Scores each crop by the fold that held its patient out, as any later scoring would. */
  private EvaluationReport evaluate(Path folder) throws IOException {
    ModelFolder model = ModelFolder.open(folder);
    List<ScoredPrediction> predictions;
    int[] done = {0};
    try (ScoringModels models = ScoringModels.of(model, engine)) {
      predictions =
          new CropScorer(set, models)
              .scoreAll(() -> listener.scored(++done[0], set.records().size()));
    }
    List<Task> tasks = model.description().tasks();
    EvaluationReport report =
        EvaluationReport.of(
            predictions, tasks, EvaluationOptions.of(options.seed()).withCrops(set.records()));
    model = model.calibrated(ModelCalibration.of(predictions, tasks));
    PredictionsCsv.write(folder.resolve("predictions.csv"), predictions);
    report.writeInto(folder);
    ModelCard.write(folder.resolve("MODEL_CARD.md"), model.description(), report);
    return report;
  }
}
