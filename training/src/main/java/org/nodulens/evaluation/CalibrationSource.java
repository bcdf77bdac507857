package org.nodulens.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.nodulens.vit.ScoringModels;

/** Whom the calibrators of folds are fitted on: never on patients whom the same fold judges. */
enum CalibrationSource {
  /** Each fold's own predictions of its validation patients. */
  VALIDATION("validation patients") {
    @Override
    Cases of(String task, String network, Cases judged) {
      return new Cases(
          ofTask(task, judged.options().validation()).stream()
              .filter(p -> p.model().equals(network))
              .toList(),
          judged.options());
    }
  },
  /** The held-out predictions of the other folds, without patients that this fold scored too. */
  OTHER_FOLDS("held-out predictions of the other folds") {
    @Override
    Cases of(String task, String network, Cases judged) {
      Set<String> patients = new HashSet<>();
      for (ScoredPrediction one : judged.all()) {
        if (one.model().equals(network)) {
          patients.add(one.subject().patientId());
        }
      }
      return judged.where(
          p ->
              !p.model().equals(ScoringModels.FINAL)
                  && !patients.contains(p.subject().patientId()));
    }
  };

  private final String words;

  CalibrationSource(String words) {
    this.words = words;
  }

  /** For people and for model.json. */
  String words() {
    return words;
  }

  /** What a network's calibrator is fitted on. */
  abstract Cases of(String task, String network, Cases judged);

  /** Validation patients where every fold has enough of them, of both classes. */
  static CalibrationSource choose(String task, Cases judged) {
    boolean enough =
        judged.networks().stream()
            .filter(network -> !network.equals(ScoringModels.FINAL))
            .allMatch(network -> VALIDATION.of(task, network, judged).tooFewOfAClass().isEmpty());
    return enough ? VALIDATION : OTHER_FOLDS;
  }

  /** The labelled predictions of a task. */
  static List<ScoredPrediction> ofTask(String task, List<ScoredPrediction> predictions) {
    return predictions.stream()
        .filter(p -> p.task().equals(task) && p.label().isPresent())
        .toList();
  }
}
