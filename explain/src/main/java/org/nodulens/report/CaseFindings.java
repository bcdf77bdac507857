package org.nodulens.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.evaluation.Calibrator;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.Trust;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.ScoringModels;

/**
 * What a model says of one nodule.
 *
 * @param network which of the model's networks speaks
 * @param central what the plane through the nodule's centre says
 * @param slices with it, in ascending order
 * @param slabMm how thick a plane counts in a volume
 * @param passes by task: the values of single passes (views, symmetries, shifts)
 * @param networks by task: the values of all networks that have not seen the patient
 * @param trust how far the central maps may be believed
 * @param similar nodules of a crop set, the most similar first; empty where none were searched
 */
record CaseFindings(
    CaseNodule nodule,
    String network,
    ModelDescription description,
    Explanation central,
    List<ExplainedSlice> slices,
    double slabMm,
    Map<String, Spread> passes,
    Map<String, Spread> networks,
    MapTrust trust,
    List<SimilarNodules.Similar> similar) {
  static final String MALIGNANCY = "malignancy";

  CaseFindings {
    slices = List.copyOf(slices);
    passes = Map.copyOf(passes);
    networks = Map.copyOf(networks);
    similar = List.copyOf(similar);
  }

  /** How far one of the central maps may be believed; empty where it was not judged. */
  Optional<Trust> trust(MethodMaps maps) {
    int index = central.maps().indexOf(maps);
    return index < 0 ? Optional.empty() : trust.at(index);
  }

  Optional<Prediction> malignancy() {
    return central.predictions().stream()
        .filter(prediction -> prediction.task().name().equals(MALIGNANCY))
        .filter(prediction -> prediction.task().unit().equals("probability"))
        .findFirst();
  }

  /**
   * A probability after the model's own calibration by Platt's scaling; empty where model.json has
   * none for the task, or where the calibration has seen the patient.
   */
  OptionalDouble calibrated(Prediction prediction) {
    JsonNode platt = description.calibration().path(prediction.task().name()).path("platt");
    boolean usable =
        network.equals(ScoringModels.FINAL)
            && prediction.task().unit().equals("probability")
            && platt.path("slope").isNumber()
            && platt.path("intercept").isNumber();
    if (!usable) {
      return OptionalDouble.empty();
    }
    double slope = platt.path("slope").asDouble();
    double intercept = platt.path("intercept").asDouble();
    return OptionalDouble.of(
        new Calibrator.Platt(slope, intercept).probability(prediction.value()));
  }

  /** The number to hold against published tables: calibrated where it can be. */
  OptionalDouble malignancyProbability() {
    return malignancy()
        .map(found -> OptionalDouble.of(calibrated(found).orElse(found.value())))
        .orElse(OptionalDouble.empty());
  }

  /** What readers gave for a task that is one of their ratings. */
  Readings readings(Prediction prediction) {
    return Rating.ofColumnName(prediction.task().name())
        .map(nodule::readings)
        .orElse(Readings.NONE);
  }
}
