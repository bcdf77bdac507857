package org.nodulens.dicom;

/** Stored value to HU: value * slope + intercept (PS3.3 C.11.1.1.2). */
record ModalityRescale(double slope, double intercept) {
  static ModalityRescale of(DicomAttributes slice) throws DicomFormatException {
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
