package org.nodulens.ct;

/** A place in the patient: DICOM's LPS frame, millimetres (PS3.3 C.7.6.2.1.1). */
public record PatientPoint(double xMm, double yMm, double zMm) {
  public static final PatientPoint ORIGIN = new PatientPoint(0, 0, 0);

  public PatientPoint {
    PatientVector.requireFinite(xMm, yMm, zMm, "patient point");
  }

  public PatientPoint plus(PatientVector step) {
    return new PatientPoint(xMm + step.xMm(), yMm + step.yMm(), zMm + step.zMm());
  }

  /** The step that leads from {@code from} to this point. */
  public PatientVector minus(PatientPoint from) {
    return new PatientVector(xMm - from.xMm, yMm - from.yMm, zMm - from.zMm);
  }
}
