package org.nodulens.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.CropScorer;
import org.nodulens.evaluation.PredictionsCsv;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.ScoringModels.Network;
import org.nodulens.vit.TrunkEngine;

/** Scores each fold's crops by the fold's own model: those held out, and those for validation. */
final class CrossValidation {
  private final CropSet set;
  private final List<CropRecord> crops;
  private final NestedSplit split;
  private final TrunkEngine engine;

  CrossValidation(CropSet set, List<CropRecord> crops, NestedSplit split, TrunkEngine engine) {
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
      try (NoduleClassifier classifier = NoduleClassifier.load(ModelFolder.open(folder), engine)) {
        Network network = new Network("fold-" + fold + mark, classifier);
        for (CropRecord crop : split.fold(fold).heldOut()) {
          byCropId.put(crop.cropId(), CropScorer.score(set, crop, network));
          afterCrop.run();
        }
        List<ScoredPrediction> validation = new ArrayList<>();
        for (CropRecord crop : split.fold(fold).validation()) {
          validation.addAll(CropScorer.score(set, crop, network));
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
}
