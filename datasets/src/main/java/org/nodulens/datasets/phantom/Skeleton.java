package org.nodulens.datasets.phantom;

/** Bones in the canonical patient. Each method lays its bone over what is there. */
final class Skeleton {
  private static final double RIB_PITCH_MM = 24;
  private static final double FIRST_RIB_MM = 78;
  private static final int RIBS = 12;

  private static final double VERTEBRA_PITCH_MM = 23;
  private static final double DISC_HALF_MM = 2.6;

  private static final double CORTICAL_HU = 780;
  private static final double MARROW_HU = 190;

  private final double edgeMm;

  /**
   * Bones with edges as soft as a pixel.
   *
   * @param edgeMm width of the ramp from outside to inside
   */
  Skeleton(double edgeMm) {
    this.edgeMm = edgeMm;
  }

  /** Cortex around marrow. */
  private double bone(double hu, double distanceMm, double cortexMm) {
    double inside = Smooth.cover(distanceMm, edgeMm);
    if (inside == 0) {
      return hu;
    }
    double marrow = Smooth.cover(distanceMm + cortexMm, edgeMm);
    return Smooth.mix(hu, Smooth.mix(CORTICAL_HU, MARROW_HU, marrow), inside);
  }

  /** All ribs at once: they differ in height alone. */
  double rib(double hu, Place at, double cageMm, double ribHeight) {
    if (cageMm < 0 || cageMm > 11 || Math.abs(at.x()) < 20) {
      return hu;
    }
    long number = Math.round((FIRST_RIB_MM - ribHeight) / RIB_PITCH_MM);
    if (number < 0 || number >= RIBS) {
      return hu;
    }
    double off = ribHeight - (FIRST_RIB_MM - RIB_PITCH_MM * number);
    double k = Smooth.length((cageMm - 5.4) / 3.7, 0.9 * off / 6.2);
    double distance = (k - 1) * 4.2;
    if (distance > edgeMm) {
      return hu;
    }
    if (Cage.around(at.x(), at.y(), at.z()) < Cage.RIB_END) {
      return Smooth.mix(hu, 105, Smooth.cover(distance, edgeMm));
    }
    return bone(hu, distance, 1.2);
  }

  /** Vertebral body or disc, arch, processes, and the canal in it. */
  double vertebra(double hu, Place at) {
    double y = at.y() - Cage.spineY(at.z());
    double phase = at.z() - VERTEBRA_PITCH_MM * Math.rint(at.z() / VERTEBRA_PITCH_MM);
    double toDisc = VERTEBRA_PITCH_MM / 2 - Math.abs(phase) - DISC_HALF_MM;
    double waist = 1.6 * Smooth.step(1, 7, toDisc);
    double body = y < 18 ? Cage.superellipse(at.x(), y, 18.5 - waist, 15 - waist) : edgeMm;
    if (body >= edgeMm) {
      return y < 10 ? hu : arch(hu, at.x(), y, phase);
    }
    if (toDisc < 0) {
      return arch(Smooth.mix(hu, 85, Smooth.cover(body, edgeMm)), at.x(), y, phase);
    }
    double endplate = Math.max(body + 1.1, 1.5 - toDisc);
    double grain = 22 * TextureCube.SHARED.at(at.x() / 1.5, at.y() / 1.5, at.z() / 1.5);
    double cortex = Smooth.mix(hu, 480, Smooth.cover(body, edgeMm));
    double result = Smooth.mix(cortex, MARROW_HU + grain, Smooth.cover(endplate, edgeMm));
    return arch(result, at.x(), y, phase);
  }

  private double arch(double hu, double x, double y, double phase) {
    double side = Math.abs(x);
    double canal = Smooth.length(x / 1.15, y - 23.5) - 8;
    double ring = Math.abs(canal - 2.6) - 2.4;
    double upper = Smooth.step(-9, -4, phase);
    double spinous = segment(side, y, new double[] {0, 34, 0, 52}) - 2.8;
    double transverse =
        segment(side, y, new double[] {13, 27, 34, 34}) - 4 + 5 * (1 - Smooth.step(-3, 2, phase));
    double arch = Math.min(ring + 3 * (1 - upper), Math.min(spinous + 1.5 * upper, transverse));
    double result = bone(hu, arch, 1.3);
    return Smooth.mix(result, 32, Smooth.cover(canal, edgeMm));
  }

  double sternum(double hu, Place at) {
    if (at.z() > 52 || at.z() < -105) {
      return hu;
    }
    double manubrium = Smooth.step(12, 26, at.z());
    double y = at.y() - Cage.frontY(at.z()) + 7.5;
    double distance = Cage.superellipse(at.x(), y, 17 + 12 * manubrium, 6.5);
    return bone(hu, distance, 1.1);
  }

  /** Blade, and higher up its spine. */
  double scapula(double hu, Place at) {
    double high = Smooth.step(-50, 60, at.z());
    if (high == 0) {
      return hu;
    }
    double y = at.y() - Cage.middleY(at.z());
    double side = Math.abs(at.x());
    double blade =
        segment(
                side,
                y,
                new double[] {96 - 18 * high, 84 - 2 * high, 112 + 18 * high, 62 - 6 * high})
            - 2.2
            - 1.5 * high;
    if (at.z() > 35) {
      blade = Math.min(blade, segment(side, y, new double[] {104, 72, 132, 86}) - 3.5);
    }
    return bone(hu, blade + 2 * (1 - Smooth.step(0, 0.15, high)), 1.3);
  }

  /** Distance in the plane to a line from (line[0], line[1]) to (line[2], line[3]). */
  private static double segment(double x, double y, double[] line) {
    double ux = line[2] - line[0];
    double uy = line[3] - line[1];
    double t = ((x - line[0]) * ux + (y - line[1]) * uy) / (ux * ux + uy * uy);
    t = Math.min(1, Math.max(0, t));
    return Smooth.length(x - line[0] - t * ux, y - line[1] - t * uy);
  }

  /** A place in the canonical patient, mm. */
  record Place(double x, double y, double z) {}
}
