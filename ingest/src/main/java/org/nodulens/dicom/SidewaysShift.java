package org.nodulens.dicom;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.nodulens.ct.PatientVector;

/**
 * How far slices are shifted within their planes: not at all where one lies straight above the
 * other, evenly where the gantry was tilted.
 */
final class SidewaysShift {
  /** Less is put down to the few digits of positions and directions, in pixels and in mm. */
  private static final double TOLERANCE_PIXELS = 0.1;

  private static final double TOLERANCE_MM = 0.1;

  private static final double STEEPEST_DEGREES = 45;

  private final String uid;
  private final List<SliceHeader> slices;
  private final SlicePlane first;

  /**
   * Of slices in order.
   *
   * @param uid of their series, for messages
   */
  SidewaysShift(String uid, List<SliceHeader> slices) {
    this.uid = uid;
    this.slices = slices;
    this.first = slices.get(0).plane();
  }

  /** From the first slice to the last, within the plane. */
  PatientVector total() {
    return within(slices.size() - 1);
  }

  boolean isNone() {
    return longest(total()) <= toleranceMm();
  }

  private PatientVector within(int slice) {
    PatientVector step = slices.get(slice).plane().position().minus(first.position());
    return first
        .rowDirection()
        .times(step.dot(first.rowDirection()))
        .plus(first.columnDirection().times(step.dot(first.columnDirection())));
  }

  /**
   * Refuses slices that are not each shifted by the same step, and steps that no gantry makes.
   *
   * @throws DicomFormatException {@code uneven-shift}
   */
  void requireEven() throws DicomFormatException {
    PatientVector total = total();
    for (int i = 0; i < slices.size(); i++) {
      PatientVector even = total.times((double) i / (slices.size() - 1));
      double strayMm = longest(within(i).plus(even.times(-1)));
      if (strayMm > toleranceMm()) {
        throw new DicomFormatException(
            "uneven-shift",
            String.format(
                Locale.ROOT,
                "a slice lies %.2f mm to the side of the others in series %s",
                strayMm,
                uid));
      }
    }
    if (degrees() > STEEPEST_DEGREES) {
      throw new DicomFormatException(
          "uneven-shift",
          String.format(
              Locale.ROOT,
              "slices are shifted sideways by %.0f degrees, more than any gantry, in series %s",
              degrees(),
              uid));
    }
  }

  /** Between the way from slice to slice and their normal. */
  double degrees() {
    SlicePlane last = slices.get(slices.size() - 1).plane();
    double depthMm = last.position().minus(first.position()).dot(first.normal());
    return Math.toDegrees(Math.atan2(total().lengthMm(), depthMm));
  }

  /** Why a tilted series is refused, and what the header says of it. */
  DicomFormatException refusal() {
    OptionalDouble said = slices.get(0).acquisition().gantryTiltDegrees();
    return new DicomFormatException(
        "gantry-tilt",
        String.format(
            Locale.ROOT,
            "slices are shifted sideways by %.2f mm in all (a gantry tilted by %.1f degrees%s) in"
                + " series %s",
            total().lengthMm(),
            degrees(),
            said.isPresent()
                ? String.format(Locale.ROOT, "; the header says %.1f", said.getAsDouble())
                : "",
            uid));
  }

  private double longest(PatientVector shift) {
    return Math.max(
        Math.abs(shift.dot(first.rowDirection())), Math.abs(shift.dot(first.columnDirection())));
  }

  private double toleranceMm() {
    double pixelMm = Math.min(first.rowSpacingMm(), first.columnSpacingMm());
    return Math.max(TOLERANCE_MM, TOLERANCE_PIXELS * pixelMm);
  }
}
