package org.nodulens.datasets.phantom;

/**
 * The inner surface of the rib cage in the canonical patient: a superellipse on every axial plane,
 * narrower towards the apex, and what follows from it: where the spine and the ribs lie.
 */
final class Cage {
  static final double APEX_MM = 95;

  private static final double HALF_WIDTH_MM = 122;
  private static final double HALF_DEPTH_MM = 86;
  private static final double LENGTH_MM = 285;

  /** Middle of a vertebral body in front of the cage's back. */
  private static final double SPINE_IN_FRONT_MM = 14;

  private static final double RIB_DROP_MM = 70;

  /** Where bone ends and cartilage begins, radians from the spine. */
  static final double RIB_END = 2.45;

  private Cage() {}

  private static double below(double z) {
    return 1 - Math.min(1, Math.max(0, (APEX_MM - z) / LENGTH_MM));
  }

  static double halfWidthMm(double z) {
    double b = below(z);
    return HALF_WIDTH_MM * (1 - 0.8 * b * b * b * b * b);
  }

  static double halfDepthMm(double z) {
    double b = below(z);
    return HALF_DEPTH_MM * (1 - 0.62 * b * b * b * b);
  }

  static double middleY(double z) {
    double b = below(z);
    return 12 * b * b;
  }

  static double spineY(double z) {
    return middleY(z) + halfDepthMm(z) - SPINE_IN_FRONT_MM;
  }

  static double frontY(double z) {
    return middleY(z) - halfDepthMm(z);
  }

  static double distanceMm(double x, double y, double z) {
    double around = superellipse(x, y - middleY(z), halfWidthMm(z), halfDepthMm(z));
    return Smooth.intersection(around, 0.8 * (z - APEX_MM), 25);
  }

  /** About the distance to |x/a|^2.5 + |y/b|^2.5 = 1. */
  static double superellipse(double x, double y, double a, double b) {
    double u = Math.abs(x) / a;
    double v = Math.abs(y) / b;
    double u15 = u * Math.sqrt(u);
    double v15 = v * Math.sqrt(v);
    double sum = u15 * u + v15 * v;
    if (sum < 1e-6) {
      return -Math.min(a, b);
    }
    double k = Math.pow(sum, 0.4);
    // gradient of k: sum^-0.6 (u^1.5 / a, v^1.5 / b)
    double steep = Math.sqrt(Smooth.sq(u15 / a) + Smooth.sq(v15 / b)) * k / sum;
    return (k - 1) / steep;
  }

  /** Angle around the cage from the spine, 0 to pi at the sternum. */
  static double angle(double x, double y, double z) {
    return Math.atan2(Math.abs(x), y - middleY(z));
  }

  /**
   * A rib is where this height is the rib's own: ribs fall on their way to the front, and their
   * cartilage rises to the sternum.
   */
  static double ribHeightMm(double angle, double z) {
    double bony = Math.min(angle, RIB_END);
    double drop = RIB_DROP_MM * (1 - Math.cos(bony)) / (1 - Math.cos(RIB_END));
    return z + drop - 55 * Math.max(0, angle - RIB_END) / (Math.PI - RIB_END);
  }
}
