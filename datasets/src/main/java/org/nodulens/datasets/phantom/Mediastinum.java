package org.nodulens.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.ct.PatientPoint;

/** What lies between the lungs in the canonical patient. */
final class Mediastinum {
  /** Middle of the right and the left hilum. */
  static final double[] RIGHT_HILUM = {-36, 20, -18};

  static final double[] LEFT_HILUM = {40, 22, -12};

  private static final double[] CARINA = {0, 25, 0};

  /** Ascending aorta, arch, descending aorta; pulmonary arteries; caval veins. */
  private static final List<Tube> GREAT_VESSELS =
      List.of(
          tube(-4, -22, -58, -15, -27, -25, 15),
          tube(-15, -27, -25, -14, -20, 14, 15),
          tube(-14, -20, 14, 0, 2, 30, 14),
          tube(0, 2, 30, 17, 32, 22, 13),
          tube(17, 32, 22, 23, 46, -5, 12.5),
          tube(23, 46, -5, 20, 48, -100, 12),
          tube(20, 48, -100, 10, 46, -210, 11.5),
          tube(14, -36, -45, 13, -14, -10, 13),
          tube(13, -14, -10, -34, 6, -17, 9.5),
          tube(13, -14, -10, 38, 18, -4, 9.5),
          tube(-24, -18, 70, -27, -16, 30, 7.5),
          tube(-27, -16, 30, -25, -16, -45, 8.5),
          tube(-18, 12, -85, -20, 14, -220, 11),
          tube(-10, -8, 40, -13, -8, 100, 6),
          tube(10, 14, 32, 18, 18, 100, 5));

  /** Trachea and main bronchi: lumen. */
  static final List<Tube> AIRWAYS =
      List.of(
          tube(0, 14, 130, 0, 17, 60, 8.6),
          tube(0, 17, 60, 0, 25, 0, 8.4),
          tube(0, 25, 0, -20, 26, -13, 7),
          tube(-20, 26, -13, -36, 24, -22, 6),
          tube(0, 25, 0, 22, 27, -14, 6),
          tube(22, 27, -14, 42, 26, -20, 5.2));

  /** Left ventricle and the rest of the heart's body, right atrium, left atrium. */
  private static final Chamber[] HEART = {
    new Chamber(new PatientPoint(22, -24, -82), new Smooth.Radii(54, 36, 46), 0.55),
    new Chamber(new PatientPoint(-22, -10, -66), new Smooth.Radii(26, 30, 36), 0),
    new Chamber(new PatientPoint(4, 20, -46), new Smooth.Radii(32, 17, 22), 0)
  };

  private Mediastinum() {}

  /** An ellipsoid, turned in the axial plane. */
  private record Chamber(PatientPoint at, Smooth.Radii radii, double turn) {
    double distanceMm(double x, double y, double z) {
      double cos = Math.cos(turn);
      double sin = Math.sin(turn);
      double dx = x - at.xMm();
      double dy = y - at.yMm();
      return Smooth.ellipsoid(cos * dx - sin * dy, sin * dx + cos * dy, z - at.zMm(), radii);
    }
  }

  private static Tube tube(
      double x0, double y0, double z0, double x1, double y1, double z1, double radius) {
    return Tube.of(new double[] {x0, y0, z0}, new double[] {x1, y1, z1}, radius);
  }

  static double greatVesselsMm(double x, double y, double z) {
    double nearest = Double.POSITIVE_INFINITY;
    for (Tube vessel : GREAT_VESSELS) {
      if (z > vessel.lowestMm() - 25 && z < vessel.highestMm() + 25) {
        nearest = Math.min(nearest, vessel.distanceMm(x, y, z));
      }
    }
    return Math.min(nearest, 100);
  }

  static double heartMm(double x, double y, double z, double size) {
    double scale = 1 / size;
    double nearest = 100;
    for (Chamber chamber : HEART) {
      nearest =
          Smooth.union(
              nearest,
              chamber.distanceMm(
                      (x - 10) * scale + 10, (y + 10) * scale - 10, (z + 70) * scale - 70)
                  * size,
              8);
    }
    return nearest;
  }

  /** Where the lungs end: heart and vessels in their fat, spine, hila. */
  static double surfaceMm(double x, double y, double z, double organsMm) {
    double septum = Math.abs(x - 2) - 3.5 - 10 * Math.exp(-Smooth.sq((y - 25) / 32)) - z / 60;
    double airway = 100;
    for (Tube tube : AIRWAYS) {
      airway = Math.min(airway, tube.distanceMm(x, y, z));
    }
    double spine = Smooth.length(x, 0.9 * (y - Cage.spineY(z))) - 21;
    double all = Smooth.union(septum, organsMm - 3.5, 12);
    all = Smooth.union(all, airway - 3, 8);
    all = Smooth.union(all, spine, 8);
    all = Smooth.union(all, hilum(RIGHT_HILUM, x, y, z), 8);
    return Smooth.union(all, hilum(LEFT_HILUM, x, y, z), 8);
  }

  private static double hilum(double[] at, double x, double y, double z) {
    return Math.sqrt(Smooth.sq(x - at[0]) + Smooth.sq(y - at[1]) + Smooth.sq(0.8 * (z - at[2])))
        - 11;
  }

  /** Oesophagus and a few lymph nodes. */
  static List<Tube> softTissue() {
    List<Tube> soft = new ArrayList<>();
    soft.add(tube(3, 30, 110, 2, 40, 10, 6.5));
    soft.add(tube(2, 40, 10, 8, 36, -110, 6.5));
    soft.add(tube(-9, CARINA[1] + 4, -12, -5, CARINA[1] + 4, -16, 4));
    soft.add(tube(-18, 4, 8, -16, 6, 14, 3.5));
    return soft;
  }

  static Tube inPatient(Tube tube, Physique physique) {
    return new Tube(
        inPatient(tube.from(), physique),
        inPatient(tube.to(), physique),
        tube.fromRadiusMm(),
        tube.toRadiusMm());
  }

  private static PatientPoint inPatient(PatientPoint point, Physique physique) {
    return new PatientPoint(
        point.xMm() * physique.width(), point.yMm() * physique.depth(), point.zMm());
  }
}
