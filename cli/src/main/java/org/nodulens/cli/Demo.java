package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.lidc.LidcIdri;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.datasets.phantom.PhantomSummary;
import org.nodulens.evaluation.CropScorer;
import org.nodulens.evaluation.EvaluationOptions;
import org.nodulens.evaluation.EvaluationReport;
import org.nodulens.evaluation.PredictionsCsv;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.explain.AttentionMap;
import org.nodulens.explain.Cdam;
import org.nodulens.explain.NoduleSample;
import org.nodulens.report.ExplainRun;
import org.nodulens.training.Layers;
import org.nodulens.training.Start;
import org.nodulens.training.TrainingOptions;
import org.nodulens.training.TrainingRun;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;
import org.nodulens.vit.TrunkEngine;

/** The demo's steps, each of which a command of its own does too. */
final class Demo {
  static final String PAGE = "index.html";

  /** How much of everything. */
  record Size(int patients, int epochs, long seed) {}

  /**
   * What the steps found out, for the page.
   *
   * @param shown crops with pictures, in their order
   * @param shipped probability of malignancy of each of them, by the model that ships inside
   */
  record Findings(
      PhantomSummary phantom,
      IngestSummary ingest,
      EvaluationReport report,
      List<ScoredPrediction> predictions,
      List<String> shown,
      Map<String, Double> shipped) {}

  private static final int FOLDS = 3;
  private static final List<String> TASKS =
      List.of("malignancy", "spiculation", "lobulation", "margin", "texture", "diameter");

  private final Path folder;
  private final Size size;

  Demo(Path folder, Size size) {
    this.folder = folder;
    this.size = size;
  }

  void run() throws IOException {
    PhantomSummary phantom = phantom();
    IngestSummary ingest = ingest();
    CropSet crops = CropSet.open(folder.resolve("crops"));
    train(crops);
    ModelFolder model = ModelFolder.open(folder.resolve("model"));
    try (ScoringModels models = ScoringModels.of(model, TrunkEngine.first())) {
      List<ScoredPrediction> predictions = score(crops, models);
      EvaluationReport report = report(crops, models, predictions);
      List<String> shown = DemoGallery.cropIds(predictions);
      explain(crops, models, shown);
      Map<String, Double> shipped = explainByTheShippedModel(crops, shown);
      new DemoPageWriter(folder, size)
          .write(new Findings(phantom, ingest, report, predictions, shown, shipped));
    }
  }

  private PhantomSummary phantom() throws IOException {
    PhantomOptions options =
        PhantomOptions.DEMO
            .withPatients(size.patients())
            .withSeed(size.seed())
            .withJobs(Runtime.getRuntime().availableProcessors());
    Path phantom = Files.createDirectories(folder.resolve("phantom"));
    try (Progress progress = Progress.of("1/5 phantom", size.patients(), "patients")) {
      return Phantom.write(options, phantom, patient -> progress.step());
    }
  }

  private IngestSummary ingest() throws IOException {
    try (SeriesProgress progress = new SeriesProgress("2/5 ingest")) {
      return Ingest.withJobs(Runtime.getRuntime().availableProcessors())
          .write(
              LidcIdri.laidOutAlike(folder.resolve("phantom"), "phantom"),
              CropOptions.DEFAULT,
              folder.resolve("crops"),
              progress);
    }
  }

  private void train(CropSet crops) throws IOException {
    TrainingOptions options =
        new TrainingOptions(TASKS, new Layers.All(), FOLDS, size.epochs(), size.seed());
    try (TrainingProgress progress = new TrainingProgress("3/5 training", options)) {
      new TrainingRun(crops, Start.Preset.TINY, options, progress).run(folder.resolve("model"));
    }
  }

  private List<ScoredPrediction> score(CropSet crops, ScoringModels models) throws IOException {
    try (Progress progress = Progress.of("4/5 evaluation", crops.records().size(), "nodules")) {
      return new CropScorer(crops, models).scoreAll(progress::step);
    }
  }

  private EvaluationReport report(
      CropSet crops, ScoringModels models, List<ScoredPrediction> predictions) throws IOException {
    EvaluationReport report =
        EvaluationReport.of(
                predictions,
                models.model().description().tasks(),
                EvaluationOptions.of(size.seed()).withCrops(crops.records()))
            .withEngine(models.engine().name());
    Path evaluation = Files.createDirectories(folder.resolve("evaluation"));
    PredictionsCsv.write(evaluation.resolve("predictions.csv"), predictions);
    report.writeInto(evaluation);
    return report;
  }

  /** Explains every nodule; the first ones, which get pictures, are those that the page shows. */
  private void explain(CropSet crops, ScoringModels models, List<String> shown) throws IOException {
    List<CropRecord> ordered = new ArrayList<>();
    for (String cropId : shown) {
      crops.records().stream().filter(crop -> crop.cropId().equals(cropId)).forEach(ordered::add);
    }
    crops.records().stream().filter(crop -> !shown.contains(crop.cropId())).forEach(ordered::add);
    var request =
        new ExplainRun.Request(
            List.of(Cdam.WHOLE, new AttentionMap()),
            models.model().description().tasks(),
            shown.size());
    try (ExplainRun run =
            ExplainRun.into(
                folder.resolve("maps"), models, ModelOptions.identity(models), request);
        Progress progress = Progress.of("5/5 explanation", ordered.size(), "nodules")) {
      for (CropRecord crop : ordered) {
        run.explain(NoduleSample.of(crops, crop));
        progress.step();
      }
    }
  }

  private Map<String, Double> explainByTheShippedModel(CropSet crops, List<String> shown)
      throws IOException {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    try (ScoringModels models = ScoringModels.of(EmbeddedModel.open(), TrunkEngine.first())) {
      List<Task> malignancy =
          models.model().description().tasks().stream()
              .filter(task -> task.name().equals(DemoPageWriter.TASK))
              .toList();
      var request = new ExplainRun.Request(List.of(Cdam.WHOLE), malignancy, shown.size());
      try (ExplainRun run =
          ExplainRun.into(
              folder.resolve("maps-embedded"), models, ModelOptions.identity(models), request)) {
        for (CropRecord crop : crops.records()) {
          if (shown.contains(crop.cropId())) {
            run.explain(NoduleSample.of(crops, crop)).predictions().stream()
                .filter(prediction -> malignancy.contains(prediction.task()))
                .forEach(prediction -> probabilities.put(crop.cropId(), prediction.value()));
          }
        }
      }
    }
    return probabilities;
  }
}
