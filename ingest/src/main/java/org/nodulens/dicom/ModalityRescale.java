package org.nodulens.dicom;

import java.util.Locale;
import java.util.Set;

/** Stored value to HU: value * slope + intercept (PS3.3 C.11.1.1.2). */
record ModalityRescale(double slope, double intercept) {
  /** Written, empty or "unspecified": what a CT's numbers then are is what the CT Image says. */
  private static final Set<String> HU = Set.of("HU", "US", "");

  /**
   * Takes it from a slice.
   *
   * @throws DicomFormatException {@code not-hu} where the slice says that its numbers are others
   */
  static ModalityRescale of(DicomAttributes slice) throws DicomFormatException {
    String type = slice.text(Tag.RESCALE_TYPE).orElse("");
    if (!HU.contains(type.toUpperCase(Locale.ROOT))) {
      throw new DicomFormatException(
          "not-hu", Tag.RESCALE_TYPE + " is " + type + ", expected HU, in " + slice.where());
    }
    double slope = slice.requireNumber(Tag.RESCALE_SLOPE);
    if (slope == 0) {
      throw new DicomFormatException(
          "bad-value", Tag.RESCALE_SLOPE + " must not be 0 in " + slice.where());
    }
    return new ModalityRescale(slope, slice.requireNumber(Tag.RESCALE_INTERCEPT));
  }

  double hu(int storedValue) {
    return storedValue * slope + intercept;
  }
}
