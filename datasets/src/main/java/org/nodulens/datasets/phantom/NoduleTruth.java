package org.nodulens.datasets.phantom;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.nodulens.ct.PatientPoint;
import org.nodulens.nodule.Nodule;

/**
 * All there is to know about a nodule.
 *
 * @param number from 1, in its study
 * @param seed of its shape: with other features it is the same nodule changed
 */
public record NoduleTruth(
    int number,
    PatientPoint center,
    NoduleFeatures features,
    NoduleLocation location,
    boolean malignant,
    SeedPath seed) {

  /** How likely a nodule with these features is malignant. */
  public double malignancyProbability() {
    return Malignancy.probability(features);
  }

  /** The same nodule at the same place, looking different. */
  public NoduleTruth with(UnaryOperator<NoduleFeatures> change) {
    return new NoduleTruth(number, center, change.apply(features), location, malignant, seed);
  }

  /** As a dataset would have it, unread: what a crop is cut around. */
  public Nodule asNodule() {
    return new Nodule(
        Integer.toString(number),
        List.of(),
        center,
        OptionalDouble.of(features.diameterMm()),
        Map.of(),
        List.of());
  }
}
