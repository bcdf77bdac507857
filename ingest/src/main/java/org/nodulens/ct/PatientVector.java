package org.nodulens.ct;

/** A step in the patient's LPS frame, millimetres. */
public record PatientVector(double xMm, double yMm, double zMm) {
  public static final PatientVector LEFT = new PatientVector(1, 0, 0);
  public static final PatientVector POSTERIOR = new PatientVector(0, 1, 0);
  public static final PatientVector SUPERIOR = new PatientVector(0, 0, 1);

  public PatientVector {
    requireFinite(xMm, yMm, zMm, "patient vector");
  }

  static void requireFinite(double x, double y, double z, String what) {
    if (!(Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z))) {
      throw new IllegalArgumentException(
          what + " must be finite, got (" + x + ", " + y + ", " + z + ") mm");
    }
  }

  public PatientVector times(double factor) {
    return new PatientVector(xMm * factor, yMm * factor, zMm * factor);
  }

  public PatientVector plus(PatientVector other) {
    return new PatientVector(xMm + other.xMm, yMm + other.yMm, zMm + other.zMm);
  }

  public double dot(PatientVector other) {
    return xMm * other.xMm + yMm * other.yMm + zMm * other.zMm;
  }

  public PatientVector cross(PatientVector other) {
    return new PatientVector(
        yMm * other.zMm - zMm * other.yMm,
        zMm * other.xMm - xMm * other.zMm,
        xMm * other.yMm - yMm * other.xMm);
  }

  public double lengthMm() {
    return Math.sqrt(dot(this));
  }

  /** The same direction, 1 mm long. */
  public PatientVector unit() {
    double length = lengthMm();
    if (!(length > 0)) {
      throw new IllegalArgumentException("a zero vector has no direction");
    }
    return times(1 / length);
  }
}
