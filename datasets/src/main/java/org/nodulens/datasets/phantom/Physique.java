package org.nodulens.datasets.phantom;

import java.util.SplittableRandom;

/**
 * How a patient is built.
 *
 * @param width of the canonical patient's, in x
 * @param depth alike, in y
 * @param fatMm under the skin of the chest
 * @param bloodHu about 42, or more with contrast medium
 * @param lungHu of the middle of the lung, between its vessels
 * @param heart of the canonical patient's
 * @param diaphragmMm how much higher than usual
 */
record Physique(
    double width,
    double depth,
    double fatMm,
    boolean female,
    double bloodHu,
    double lungHu,
    double heart,
    double diaphragmMm) {

  static Physique draw(SeedPath seed) {
    SplittableRandom random = seed.child("physique").random();
    boolean female = random.nextDouble() < 0.45;
    double build = random.nextDouble(0.94, 1.04) - (female ? 0.02 : 0);
    boolean contrast = random.nextDouble() < 0.35;
    return new Physique(
        build,
        build * random.nextDouble(0.95, 1.05),
        random.nextDouble(6, 20) + (female ? 3 : 0),
        female,
        contrast ? random.nextDouble(120, 190) : random.nextDouble(38, 48),
        random.nextDouble(-872, -838),
        random.nextDouble(0.92, 1.08),
        random.nextDouble(-8, 10));
  }
}
