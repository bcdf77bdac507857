package org.nodulens.datasets.phantom;

/** Distances to the surfaces of one patient's chest, in the patient's own frame. */
final class Thorax {
  private static final double RIGHT_DOME_MM = -112;
  private static final double LEFT_DOME_MM = -122;

  private final Physique physique;
  private final TextureCube shade = TextureCube.SHARED;

  Thorax(Physique physique) {
    this.physique = physique;
  }

  Physique physique() {
    return physique;
  }

  /** Puts all fields of a point into {@code fields}, at the numbers that {@link Field} gives. */
  void sample(double patientX, double patientY, double z, float[] fields) {
    double x = patientX / physique.width();
    double y = patientY / physique.depth();
    double body = bodyMm(x, y, z);
    fields[Field.BODY] = (float) body;
    if (body > 20) {
      for (int i = Field.BODY + 1; i < Field.COUNT; i++) {
        fields[i] = i == Field.RIB_HEIGHT ? 0 : 100;
      }
      return;
    }
    double cage = Cage.distanceMm(x, y, z);
    double heart = Mediastinum.heartMm(x, y, z, physique.heart());
    double vessels = Mediastinum.greatVesselsMm(x, y, z);
    double dome = domeMm(x, y);
    fields[Field.CAGE] = (float) cage;
    fields[Field.MUSCLE] = (float) muscleMm(x, y, z, cage, body);
    fields[Field.HEART] = (float) heart;
    fields[Field.VESSELS] = (float) vessels;
    fields[Field.LUNG] = (float) lungMm(x, y, z, cage, Math.min(heart, vessels), dome);
    fields[Field.ORGANS] = (float) organsMm(x, y, z, cage, dome);
    boolean nearRibs = cage > -10 && cage < 20;
    fields[Field.RIB_HEIGHT] = nearRibs ? (float) Cage.ribHeightMm(Cage.around(x, y, z), z) : 0;
    fields[Field.SHADE] = cage < 10 ? (float) (shade.at(x / 9, y / 9, z / 9) * 16 + 0.22 * y) : 0;
  }

  /** Negative in either lung. */
  double lungMm(double patientX, double patientY, double z) {
    double x = patientX / physique.width();
    double y = patientY / physique.depth();
    double heart = Mediastinum.heartMm(x, y, z, physique.heart());
    double organs = Math.min(heart, Mediastinum.greatVesselsMm(x, y, z));
    return lungMm(x, y, z, Cage.distanceMm(x, y, z), organs, domeMm(x, y));
  }

  /** Negative within the ribs. */
  double cageMm(double patientX, double patientY, double z) {
    return Cage.distanceMm(patientX / physique.width(), patientY / physique.depth(), z);
  }

  private static double lungMm(
      double x, double y, double z, double cage, double organs, double dome) {
    double lung = Smooth.intersection(cage + 1.2, -Mediastinum.surfaceMm(x, y, z, organs), 4);
    return Smooth.intersection(lung, 0.75 * (dome - z), 3);
  }

  /** Height of the diaphragm. */
  private double domeMm(double x, double y) {
    double right = dome(-62 - x, y, RIGHT_DOME_MM);
    double left = dome(x - 66, y, LEFT_DOME_MM);
    return Smooth.mix(right, left, Smooth.step(-16, 16, x)) + physique.diaphragmMm();
  }

  /** Flat towards the middle, steep to the side and, behind, down into the deep recess. */
  private static double dome(double outwards, double y, double top) {
    double side = Smooth.sq(outwards / (outwards > 0 ? 60 : 130));
    double back = Smooth.sq((y + 16) / (y > -16 ? 92 : 84));
    return top - 62 * (side + back);
  }

  private double bodyMm(double x, double y, double z) {
    double fat = physique.fatMm();
    double shoulders = 26 * Smooth.step(20, 95, z);
    double back = 120 - 16 * Smooth.step(20, 110, z);
    double body = Cage.superellipse(x, y - 10, 146 + shoulders + 1.1 * fat, back + 0.8 * fat);
    if (physique.female()) {
      double breast =
          Smooth.ellipsoid(Math.abs(x) - 72, y + 96, z + 52, new Smooth.Radii(58, 46, 62));
      body = Smooth.union(body, breast, 30);
    }
    return body;
  }

  private double muscleMm(double x, double y, double z, double cage, double body) {
    double side = Math.abs(x);
    double back = Cage.spineY(z);
    double muscle = cage - 11;
    muscle =
        Smooth.union(
            muscle, Smooth.ellipsoid(side - 30, y - back - 33, 0, new Smooth.Radii(27, 14, 1)), 5);
    muscle =
        Math.min(
            muscle,
            Smooth.ellipsoid(
                side - 58, y - Cage.frontY(z) + 14, z - 20, new Smooth.Radii(50, 9, 62)));
    muscle =
        Math.min(
            muscle, Smooth.ellipsoid(side - 122, y - 42, z - 10, new Smooth.Radii(17, 52, 120)));
    muscle =
        Math.min(
            muscle,
            Smooth.ellipsoid(side - 40, y - back - 50, z - 50, new Smooth.Radii(62, 6, 75)));
    return Math.max(muscle, body + 3 + 0.5 * physique.fatMm());
  }

  /** Liver, spleen and stomach, under the diaphragm. */
  private static double organsMm(double x, double y, double z, double cage, double dome) {
    double liver = Smooth.intersection(0.65 * (x - 24 + 0.3 * y - 0.5 * (z + 140)), -(y + 100), 20);
    double spleen = Smooth.ellipsoid(x - 84, y - 42, z + 165, new Smooth.Radii(34, 46, 42));
    double stomach = Smooth.ellipsoid(x - 52, y + 22, z + 165, new Smooth.Radii(44, 40, 46));
    double organs = Math.min(liver, Smooth.union(spleen, stomach, 30));
    return Smooth.intersection(organs, Math.max(cage + 5, z - dome + 2), 8);
  }
}
