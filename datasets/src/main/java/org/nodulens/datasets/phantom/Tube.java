package org.nodulens.datasets.phantom;

import org.nodulens.ct.PatientPoint;

/** A straight piece of vessel, airway or strand that may taper: round, with round ends. */
record Tube(PatientPoint from, PatientPoint to, double fromRadiusMm, double toRadiusMm) {

  static Tube of(double[] from, double[] to, double radiusMm) {
    return new Tube(
        new PatientPoint(from[0], from[1], from[2]),
        new PatientPoint(to[0], to[1], to[2]),
        radiusMm,
        radiusMm);
  }

  /** Distance to the surface. */
  double distanceMm(double x, double y, double z) {
    double ux = to.xMm() - from.xMm();
    double uy = to.yMm() - from.yMm();
    double uz = to.zMm() - from.zMm();
    double vx = x - from.xMm();
    double vy = y - from.yMm();
    double vz = z - from.zMm();
    double length2 = ux * ux + uy * uy + uz * uz;
    double t = length2 < 1e-12 ? 0 : (ux * vx + uy * vy + uz * vz) / length2;
    t = Math.min(1, Math.max(0, t));
    double dx = vx - t * ux;
    double dy = vy - t * uy;
    double dz = vz - t * uz;
    return Math.sqrt(dx * dx + dy * dy + dz * dz)
        - (fromRadiusMm + t * (toRadiusMm - fromRadiusMm));
  }

  double largestRadiusMm() {
    return Math.max(fromRadiusMm, toRadiusMm);
  }

  double lowestMm() {
    return Math.min(from.zMm() - fromRadiusMm, to.zMm() - toRadiusMm);
  }

  double highestMm() {
    return Math.max(from.zMm() + fromRadiusMm, to.zMm() + toRadiusMm);
  }

  double lengthMm() {
    return to.minus(from).lengthMm();
  }

  Tube withRadii(double from, double to) {
    return new Tube(this.from, this.to, from, to);
  }
}
