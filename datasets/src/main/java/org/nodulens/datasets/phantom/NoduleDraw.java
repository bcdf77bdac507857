package org.nodulens.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws how nodules look. A patient's nodules are somewhat alike. */
final class NoduleDraw {
  private static final int FEWEST = 2;
  private static final int MOST = 5;
  private static final double SMALLEST_MM = 4;
  private static final double LARGEST_MM = 30;

  /** Share of the patient in how aggressive a nodule is, as an amplitude. */
  private static final double PATIENT = 0.55;

  private final SplittableRandom random;

  private NoduleDraw(SplittableRandom random) {
    this.random = random;
  }

  /** A nodule before it has a place. */
  record Drawn(NoduleFeatures features, boolean malignant) {}

  static List<Drawn> ofPatient(SeedPath patient) {
    NoduleDraw draw = new NoduleDraw(patient.child("nodules").random());
    double common = draw.random.nextGaussian();
    int count = draw.random.nextInt(FEWEST, MOST + 1);
    List<Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double own = Math.sqrt(1 - PATIENT * PATIENT) * draw.random.nextGaussian();
      NoduleFeatures features = draw.features(PATIENT * common + own);
      boolean malignant = draw.random.nextDouble() < Malignancy.probability(features);
      drawn.add(new Drawn(features, malignant));
    }
    return drawn;
  }

  /**
   * Features that go with an aggressive or a harmless nature, though loosely.
   *
   * @param nature standard normal
   */
  private NoduleFeatures features(double nature) {
    double diameter = 9.5 * Math.exp(0.47 * (0.58 * nature + 0.81 * random.nextGaussian()));
    double spiculation = share(0.95 * nature + 0.45 * random.nextGaussian() - 0.35);
    double lobulation = share(0.6 * nature + 0.75 * random.nextGaussian() - 0.2);
    double softness = share(0.4 * nature + 0.75 * random.nextGaussian() - 0.35);
    double elongation = share(0.8 * random.nextGaussian() - 0.2);
    NoduleTexture texture = texture(nature);
    Calcification calcification = calcification(nature, texture);
    if (calcification != Calcification.ABSENT) {
      spiculation *= 0.3;
      softness *= 0.3;
    }
    return new NoduleFeatures(
        Math.min(LARGEST_MM, Math.max(SMALLEST_MM, diameter)),
        texture,
        lobulation,
        texture == NoduleTexture.GROUND_GLASS ? 0.5 * spiculation : spiculation,
        texture == NoduleTexture.SOLID ? softness : 0.25 + 0.75 * softness,
        elongation,
        calcification);
  }

  /** About half of all are (nearly) 0; the rest reach up to 1. */
  private static double share(double drawn) {
    return Math.min(1, Math.max(0, 0.12 + 0.62 * drawn));
  }

  private NoduleTexture texture(double nature) {
    double subsolid = 0.30;
    if (random.nextDouble() >= subsolid) {
      return NoduleTexture.SOLID;
    }
    double partSolid = 1 / (1 + Math.exp(-1.2 * nature));
    return random.nextDouble() < partSolid ? NoduleTexture.PART_SOLID : NoduleTexture.GROUND_GLASS;
  }

  private Calcification calcification(double nature, NoduleTexture texture) {
    double likely = 0.30 / (1 + Math.exp(1.6 * nature));
    double which = random.nextDouble();
    if (random.nextDouble() >= likely || texture != NoduleTexture.SOLID) {
      return Calcification.ABSENT;
    }
    if (which < 0.55) {
      return Calcification.SOLID;
    }
    if (which < 0.8) {
      return Calcification.CENTRAL;
    }
    return which < 0.92 ? Calcification.POPCORN : Calcification.LAMINATED;
  }
}
