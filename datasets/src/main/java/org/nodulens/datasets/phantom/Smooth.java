package org.nodulens.datasets.phantom;

/** Shapes from distances: unions and cuts with rounded seams, soft edges. */
final class Smooth {
  private Smooth() {}

  /** Union: the smaller distance, with a fillet about {@code roundMm} wide where two are alike. */
  static double union(double a, double b, double roundMm) {
    double overlap = Math.max(0, roundMm - Math.abs(a - b)) / roundMm;
    return Math.min(a, b) - overlap * overlap * roundMm / 4;
  }

  /** Intersection, rounded alike. */
  static double intersection(double a, double b, double roundMm) {
    return -union(-a, -b, roundMm);
  }

  /** Share of a pixel inside a surface whose edge is {@code widthMm} wide: 0 to 1. */
  static double cover(double distanceMm, double widthMm) {
    return Math.min(1, Math.max(0, 0.5 - distanceMm / widthMm));
  }

  static double mix(double from, double to, double share) {
    return from + share * (to - from);
  }

  /** 0 below {@code from}, 1 above {@code to}, with no kink. */
  static double step(double from, double to, double at) {
    double t = Math.min(1, Math.max(0, (at - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }

  /** About the distance to an ellipsoid around the origin. */
  static double ellipsoid(double x, double y, double z, Radii radii) {
    double u = x / radii.x();
    double v = y / radii.y();
    double w = z / radii.z();
    double k = Math.sqrt(u * u + v * v + w * w);
    double steep = Math.sqrt(sq(u / radii.x()) + sq(v / radii.y()) + sq(w / radii.z()));
    return steep < 1e-9 ? -radii.smallest() : (k - 1) * k / steep;
  }

  /** Without hypot's care for overflow, which takes longer than all the rest. */
  static double length(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  static double sq(double x) {
    return x * x;
  }

  /** Half axes, mm. */
  record Radii(double x, double y, double z) {
    double smallest() {
      return Math.min(x, Math.min(y, z));
    }
  }
}
