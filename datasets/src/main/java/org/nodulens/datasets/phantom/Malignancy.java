package org.nodulens.datasets.phantom;

/**
 * What decides whether a nodule is malignant: shape, margin and texture more than size. The weights
 * are the phantom's own, no risk model of the clinic.
 */
final class Malignancy {
  /** How surely the score decides: a reader of the true features is nearly always right. */
  private static final double STEEPNESS = 3.2;

  private Malignancy() {}

  /** Above 0: rather malignant. */
  static double score(NoduleFeatures features) {
    double texture =
        switch (features.texture()) {
          case SOLID -> 0;
          case PART_SOLID -> 1.0;
          case GROUND_GLASS -> 0.15;
        };
    double calcium = features.calcification() == Calcification.ABSENT ? 0 : -2.6;
    return -1.85
        + 2.9 * features.spiculation()
        + 1.9 * features.lobulation()
        + 0.9 * features.softness()
        + texture
        + calcium
        + 0.75 * Math.log(features.diameterMm() / 10);
  }

  static double probability(NoduleFeatures features) {
    return 1 / (1 + Math.exp(-STEEPNESS * score(features)));
  }
}
