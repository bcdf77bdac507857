package org.nodulens.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;

/**
 * Arteries, veins and bronchi of both lungs, in the patient's frame.
 *
 * @param walls of the bronchi, with what is in them
 * @param lumina the air in the bronchi
 */
record LungTrees(List<Tube> vessels, List<Tube> walls, List<Tube> lumina) {
  private static final int PLACES = 1300;

  /** Bronchi are drawn beside arteries at least so wide. */
  private static final double THINNEST_WITH_BRONCHUS_MM = 1.15;

  LungTrees {
    vessels = List.copyOf(vessels);
    walls = List.copyOf(walls);
    lumina = List.copyOf(lumina);
  }

  static LungTrees grow(Thorax thorax, SeedPath seed) {
    List<Tube> vessels = new ArrayList<>();
    List<Tube> bronchi = new ArrayList<>();
    for (int side : new int[] {-1, 1}) {
      double[] hilum = side < 0 ? Mediastinum.RIGHT_HILUM : Mediastinum.LEFT_HILUM;
      SeedPath ofSide = seed.child(side < 0 ? "right" : "left");
      PatientPoint artery = root(thorax, hilum, 0, 0);
      PatientPoint vein = root(thorax, hilum, -8, -16);
      List<Tube> arteries =
          VesselTree.grow(
              ofSide.child("arteries"),
              artery,
              places(thorax, side, ofSide.child("arteries-to")),
              6.2);
      vessels.addAll(arteries);
      vessels.addAll(
          VesselTree.grow(
              ofSide.child("veins"), vein, places(thorax, side, ofSide.child("veins-to")), 5.4));
      arteries.stream()
          .filter(tube -> tube.largestRadiusMm() > THINNEST_WITH_BRONCHUS_MM)
          .forEach(tube -> bronchi.add(beside(tube)));
    }
    addAirways(thorax.physique(), bronchi);
    return new LungTrees(vessels, bronchi.stream().map(LungTrees::wall).toList(), bronchi);
  }

  private static PatientPoint root(Thorax thorax, double[] hilum, double dy, double dz) {
    Physique physique = thorax.physique();
    return new PatientPoint(
        hilum[0] * physique.width(), (hilum[1] + dy) * physique.depth(), hilum[2] + dz);
  }

  private static List<PatientPoint> places(Thorax thorax, int side, SeedPath seed) {
    SplittableRandom random = seed.random();
    List<PatientPoint> places = new ArrayList<>();
    while (places.size() < PLACES) {
      double x = side * random.nextDouble(5, 130);
      double y = random.nextDouble(-95, 105);
      double z = random.nextDouble(-185, 95);
      if (thorax.lungMm(x, y, z) < -3.5) {
        places.add(new PatientPoint(x, y, z));
      }
    }
    return places;
  }

  /** A bronchus runs along its artery, a little smaller. */
  private static Tube beside(Tube artery) {
    return new Tube(
        shifted(artery.from(), artery.fromRadiusMm()),
        shifted(artery.to(), artery.toRadiusMm()),
        0.8 * artery.fromRadiusMm(),
        0.8 * artery.toRadiusMm());
  }

  private static PatientPoint shifted(PatientPoint point, double radius) {
    double off = 2.0 * radius + 0.5;
    return point.plus(new PatientVector(0.25 * off, 0.75 * off, 0.6 * off));
  }

  private static Tube wall(Tube lumen) {
    return lumen.withRadii(1.1 * lumen.fromRadiusMm() + 0.3, 1.1 * lumen.toRadiusMm() + 0.3);
  }

  private static void addAirways(Physique physique, List<Tube> bronchi) {
    for (Tube airway : Mediastinum.AIRWAYS) {
      bronchi.add(Mediastinum.inPatient(airway, physique));
    }
  }
}
