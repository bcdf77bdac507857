package org.nodulens.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;

/** Finds places for a patient's nodules: in the lung, at the pleura, beside a vessel. */
final class NodulePlacement {
  private static final int TRIES = 3000;
  private static final double AT_PLEURA = 0.2;
  private static final double AT_VESSEL = 0.2;
  private static final double APART_MM = 10;

  /** A crop around the centre should not leave the slab, if that can be. */
  private static final double FROM_SLAB_MM = 16;

  private final Thorax thorax;
  private final List<Tube> branches;
  private final List<Tube> trunks;
  private final double lowestMm;
  private final double highestMm;
  private final SplittableRandom random;
  private final List<NoduleTruth> placed = new ArrayList<>();

  private NodulePlacement(
      Thorax thorax, List<Tube> vessels, double[] slabMm, SplittableRandom random) {
    this.thorax = thorax;
    this.random = random;
    lowestMm = slabMm[0] + FROM_SLAB_MM;
    highestMm = slabMm[1] - FROM_SLAB_MM;
    branches =
        vessels.stream()
            .filter(tube -> tube.largestRadiusMm() > 0.7 && tube.largestRadiusMm() < 2)
            .filter(tube -> tube.lowestMm() > lowestMm && tube.highestMm() < highestMm)
            .toList();
    trunks = vessels.stream().filter(tube -> tube.largestRadiusMm() > 2).toList();
  }

  /**
   * Places all that are drawn.
   *
   * @param slabMm lowest and highest slice
   */
  static List<NoduleTruth> place(
      Thorax thorax, List<Tube> vessels, double[] slabMm, SeedPath patient) {
    NodulePlacement placement =
        new NodulePlacement(thorax, vessels, slabMm, patient.child("places").random());
    for (NoduleDraw.Drawn drawn : NoduleDraw.ofPatient(patient)) {
      placement.place(drawn, patient.child("nodule-" + (placement.placed.size() + 1)));
    }
    return placement.placed;
  }

  private void place(NoduleDraw.Drawn drawn, SeedPath seed) {
    NoduleLocation location = location();
    NoduleFeatures features = drawn.features();
    Optional<PatientPoint> center = find(location, features);
    while (center.isEmpty()) {
      // No room for it there: anywhere, and if need be smaller.
      location = NoduleLocation.PARENCHYMA;
      features = features.withDiameterMm(Math.max(4, 0.85 * features.diameterMm()));
      center = find(location, features);
    }
    placed.add(
        new NoduleTruth(
            placed.size() + 1, center.get(), features, location, drawn.malignant(), seed));
  }

  private NoduleLocation location() {
    double which = random.nextDouble();
    if (which < AT_PLEURA) {
      return NoduleLocation.PLEURA;
    }
    return which < AT_PLEURA + AT_VESSEL ? NoduleLocation.VESSEL : NoduleLocation.PARENCHYMA;
  }

  private Optional<PatientPoint> find(NoduleLocation location, NoduleFeatures features) {
    double radius = features.diameterMm() / 2 * (1 + 0.25 * features.elongation());
    for (int i = 0; i < TRIES; i++) {
      PatientPoint point =
          location == NoduleLocation.VESSEL && !branches.isEmpty()
              ? besideVessel(radius)
              : anywhere();
      if (fits(point, radius, location)) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }

  private PatientPoint anywhere() {
    return new PatientPoint(
        random.nextDouble(-130, 130),
        random.nextDouble(-90, 100),
        random.nextDouble(lowestMm, highestMm));
  }

  private PatientPoint besideVessel(double radius) {
    Tube tube = branches.get(random.nextInt(branches.size()));
    PatientVector along = tube.to().minus(tube.from());
    PatientVector across = NoduleBody.direction(random).cross(along);
    double length = across.lengthMm();
    double off = 0.85 * radius + tube.largestRadiusMm();
    return tube.from().plus(across.times(off / Math.max(1e-6, length)));
  }

  private boolean fits(PatientPoint point, double radius, NoduleLocation location) {
    if (point.zMm() < lowestMm || point.zMm() > highestMm) {
      return false;
    }
    double lung = thorax.lungMm(point.xMm(), point.yMm(), point.zMm());
    boolean atPleura = location == NoduleLocation.PLEURA;
    if (atPleura ? lung < -0.8 * radius || lung > -0.45 * radius : lung > -1.15 * radius - 2) {
      return false;
    }
    if (atPleura && thorax.cageMm(point.xMm(), point.yMm(), point.zMm()) < -radius - 2) {
      return false; // the mediastinum's pleura, not the ribs'
    }
    return isClear(point, radius, location);
  }

  private boolean isClear(PatientPoint point, double radius, NoduleLocation location) {
    for (NoduleTruth other : placed) {
      double between = other.center().minus(point).lengthMm();
      if (between < radius + 0.7 * other.features().diameterMm() + APART_MM) {
        return false;
      }
    }
    double apart = location == NoduleLocation.VESSEL ? 0.5 * radius : radius + 1.5;
    for (Tube trunk : trunks) {
      if (trunk.distanceMm(point.xMm(), point.yMm(), point.zMm()) < apart) {
        return false;
      }
    }
    return true;
  }
}
