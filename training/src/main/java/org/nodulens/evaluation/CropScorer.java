package org.nodulens.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.SeenPatientException;

/** Scores the crops of a set, each by a network that has not seen its patient. */
public final class CropScorer {
  private final CropSet set;
  private final ScoringModels models;

  public CropScorer(CropSet set, ScoringModels models) {
    this.set = set;
    this.models = models;
  }

  /**
   * A prediction a crop and task, in the manifest's order, with the label where there is one.
   *
   * @param afterCrop run after each crop, for progress
   * @throws SeenPatientException if every network has seen the patient of a crop
   */
  public List<ScoredPrediction> scoreAll(Runnable afterCrop) throws IOException {
    List<ScoredPrediction> all = new ArrayList<>();
    for (CropRecord crop : set.records()) {
      all.addAll(score(crop));
      afterCrop.run();
    }
    return all;
  }

  private List<ScoredPrediction> score(CropRecord crop) throws IOException {
    ScoringModels.Network network = models.forPatient(crop.patientId());
    NoduleClassifier classifier = network.classifier();
    List<ScoredPrediction> scored = new ArrayList<>();
    for (Prediction prediction :
        classifier.predict(classifier.passes(set.volume(crop), set.center(crop)))) {
      scored.add(
          new ScoredPrediction(
              new ScoredPrediction.Subject(crop.cropId(), crop.patientId()),
              prediction.task().name(),
              network.name(),
              prediction.value(),
              LabelRule.label(crop, prediction.task()),
              LabelRule.MEASURED.label(crop, "diameter")));
    }
    return scored;
  }
}
