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

  private static final double CARTILAGE_RISE_MM = 45;

  /** Where bone ends and cartilage begins; see {@link #around}. */
  static final double RIB_END = -0.77;

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

  /** How far around the cage: 1 at the spine, 0 at the side, -1 at the sternum (a cosine). */
  static double around(double x, double y, double z) {
    double back = y - middleY(z);
    return back / Math.max(1e-6, Smooth.length(x, back));
  }

  /**
   * A rib is where this height is the rib's own: ribs fall on their way to the front, and their
   * cartilage rises to the sternum.
   *
   * @param around see {@link #around}
   */
  static double ribHeightMm(double around, double z) {
    double drop = RIB_DROP_MM * (1 - Math.max(around, RIB_END)) / (1 - RIB_END);
    return z + drop - CARTILAGE_RISE_MM * Math.max(0, RIB_END - around) / (RIB_END + 1);
  }
}
