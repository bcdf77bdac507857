package org.nodulens.datasets.phantom;

/**
 * How a nodule looks. Shares run from 0 to 1.
 *
 * @param diameterMm of the sphere of the same volume, without spicules
 * @param lobulation 0 round, 1 deeply lobulated
 * @param spiculation 0 none, 1 many long spicules
 * @param softness of the margin: 0 sharp, 1 ill-defined
 * @param elongation 0 as long as wide, 1 more than twice as long
 */
public record NoduleFeatures(
    double diameterMm,
    NoduleTexture texture,
    double lobulation,
    double spiculation,
    double softness,
    double elongation,
    Calcification calcification) {
  public NoduleFeatures {
    if (!(diameterMm >= 3 && diameterMm <= 40)) {
      throw new IllegalArgumentException("a nodule is 3 to 40 mm wide, got " + diameterMm);
    }
    for (double share : new double[] {lobulation, spiculation, softness, elongation}) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("a share runs from 0 to 1, got " + share);
      }
    }
  }

  public NoduleFeatures withSpiculation(double other) {
    return new NoduleFeatures(
        diameterMm, texture, lobulation, other, softness, elongation, calcification);
  }

  public NoduleFeatures withLobulation(double other) {
    return new NoduleFeatures(
        diameterMm, texture, other, spiculation, softness, elongation, calcification);
  }

  public NoduleFeatures withTexture(NoduleTexture other) {
    return new NoduleFeatures(
        diameterMm, other, lobulation, spiculation, softness, elongation, calcification);
  }

  public NoduleFeatures withDiameterMm(double other) {
    return new NoduleFeatures(
        other, texture, lobulation, spiculation, softness, elongation, calcification);
  }

  public NoduleFeatures withCalcification(Calcification other) {
    return new NoduleFeatures(
        diameterMm, texture, lobulation, spiculation, softness, elongation, other);
  }
}
