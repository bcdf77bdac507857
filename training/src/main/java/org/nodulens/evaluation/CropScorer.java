package org.nodulens.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.Chunk;
import org.nodulens.vit.Elsewhere;
import org.nodulens.vit.InOrder;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.SeenPatientException;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.FormatException;

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
    InOrder.run(
        set.records(),
        this::score,
        scored -> {
          all.addAll(scored);
          afterCrop.run();
        });
    return all;
  }

  /** As {@link #scoreAll(Runnable)}, by other processes. */
  public List<ScoredPrediction> scoreAll(Elsewhere elsewhere) throws IOException {
    Path crops = set.folder().toAbsolutePath().normalize();
    List<ScoringWork> pieces =
        Chunk.all(set.records().size()).stream()
            .map(chunk -> new ScoringWork(elsewhere.network(), crops, chunk))
            .toList();
    List<ScoredPrediction> all = new ArrayList<>();
    elsewhere.run("score", pieces, all::addAll);
    return all;
  }

  /**
   * Makes sure that there is something to evaluate.
   *
   * @throws FormatException if no crop has a label for any of the model's tasks
   */
  public void requireLabels() throws FormatException {
    List<Task> tasks = models.model().description().tasks();
    for (CropRecord crop : set.records()) {
      if (tasks.stream().anyMatch(task -> LabelRule.label(crop, task).isPresent())) {
        return;
      }
    }
    throw new FormatException(
        "crop set "
            + set.folder()
            + " has no label for any of the model's tasks ("
            + String.join(", ", tasks.stream().map(Task::name).toList())
            + "); predict needs none");
  }

  List<ScoredPrediction> score(CropRecord crop) throws IOException {
    ScoringModels.Network network = models.forPatient(crop.patientId());
    NoduleClassifier classifier = network.classifier();
    return scored(
        crop,
        network.name(),
        classifier.predict(classifier.passes(set.volume(crop), set.center(crop))));
  }

  /** A crop's predictions beside what they are held against. */
  public static List<ScoredPrediction> scored(
      CropRecord crop, String network, List<Prediction> predictions) {
    List<ScoredPrediction> scored = new ArrayList<>();
    for (Prediction prediction : predictions) {
      scored.add(
          new ScoredPrediction(
              new ScoredPrediction.Subject(crop.cropId(), crop.patientId()),
              prediction.task().name(),
              network,
              prediction.value(),
              LabelRule.label(crop, prediction.task()),
              LabelRule.MEASURED.label(crop, "diameter"),
              LabelRule.ambiguous(crop, prediction.task()),
              prediction.probabilities()));
    }
    return scored;
  }
}
