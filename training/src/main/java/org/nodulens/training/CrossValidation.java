package org.nodulens.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.CropScorer;
import org.nodulens.evaluation.PredictionsCsv;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.vit.HeadPredictor;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.TrunkEngine;

/**
 * Scores each fold's crops by the fold's own model: those held out, and those for validation. Heads
 * on a frozen trunk are given the features that they were trained on, which are a prediction's.
 */
final class CrossValidation {
  private final CropSet set;
  private final List<CropRecord> crops;
  private final NestedSplit split;
  private final TrunkEngine engine;
  private final ModelTrainer trainer;
  private final List<Start> starts;

  /**
   * Of one run.
   *
   * @param starts of the folds, in order
   */
  CrossValidation(
      CropSet set,
      List<CropRecord> crops,
      NestedSplit split,
      TrunkEngine engine,
      ModelTrainer trainer,
      List<Start> starts) {
    this.trainer = trainer;
    this.starts = List.copyOf(starts);
    this.set = set;
    this.crops = crops;
    this.split = split;
    this.engine = engine;
  }

  /**
   * Every fold's predictions.
   *
   * @param heldOut in the manifest's order
   * @param validation fold after fold: what calibration may be fitted on
   */
  record Scored(List<ScoredPrediction> heldOut, List<ScoredPrediction> validation) {
    Scored {
      heldOut = List.copyOf(heldOut);
      validation = List.copyOf(validation);
    }
  }

  /**
   * Scores. Beside each fold's model its predictions of its validation patients are written as
   * validation.csv, for calibration.
   *
   * @param mark added to the names of the folds' networks
   * @param afterCrop run after each held-out crop, for progress
   */
  Scored run(Path model, String mark, Runnable afterCrop) throws IOException {
    Map<String, List<ScoredPrediction>> byCropId = new HashMap<>();
    List<ScoredPrediction> allValidation = new ArrayList<>();
    for (int fold = 0; fold < split.folds().size(); fold++) {
      Path folder = ModelFolder.foldPath(model, fold);
      try (CropPredictor predictor = predictor(ModelFolder.open(folder), starts.get(fold))) {
        String network = "fold-" + fold + mark;
        for (CropRecord crop : split.fold(fold).heldOut()) {
          byCropId.put(crop.cropId(), CropScorer.scored(crop, network, predictor.predict(crop)));
          afterCrop.run();
        }
        List<ScoredPrediction> validation = new ArrayList<>();
        for (CropRecord crop : split.fold(fold).validation()) {
          validation.addAll(CropScorer.scored(crop, network, predictor.predict(crop)));
        }
        allValidation.addAll(validation);
        if (!validation.isEmpty()) {
          PredictionsCsv.write(folder.resolve("validation.csv"), validation);
        }
      }
    }
    List<ScoredPrediction> heldOut = new ArrayList<>();
    for (CropRecord crop : crops) {
      heldOut.addAll(byCropId.getOrDefault(crop.cropId(), List.of()));
    }
    return new Scored(heldOut, allValidation);
  }

  private CropPredictor predictor(ModelFolder model, Start start) throws IOException {
    Optional<FeatureCache> features = trainer.features(start);
    if (features.isPresent()) {
      HeadPredictor head = HeadPredictor.of(model);
      return crop -> head.predict(features.get().of(crop));
    }
    NoduleClassifier classifier = NoduleClassifier.load(model, engine);
    return new CropPredictor() {
      @Override
      public List<Prediction> predict(CropRecord crop) throws IOException {
        return classifier.predict(classifier.passes(set.volume(crop), set.center(crop)));
      }

      @Override
      public void close() {
        classifier.close();
      }
    };
  }

  /** A model's predictions of crops. */
  @FunctionalInterface
  private interface CropPredictor extends AutoCloseable {
    List<Prediction> predict(CropRecord crop) throws IOException;

    @Override
    default void close() {}
  }
}
