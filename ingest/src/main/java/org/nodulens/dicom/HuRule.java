package org.nodulens.dicom;

import org.nodulens.ct.CtVolume;

/** What a slice's samples are in HU. */
record HuRule(PixelFormat format, PixelPadding padding, ModalityRescale rescale) {
  /** {@link CtVolume#PADDING_HU} for padding, and for what int16 cannot hold. */
  short hu(int sample) {
    int stored = format.storedValue(sample);
    // Padding may not fit the stored bits: -2000 in twelve of them.
    if (padding.contains(stored) || padding.contains(format.wholeValue(sample))) {
      return CtVolume.PADDING_HU;
    }
    double rounded = Math.rint(rescale.hu(stored));
    return rounded > Short.MIN_VALUE && rounded <= Short.MAX_VALUE
        ? (short) rounded
        : CtVolume.PADDING_HU;
  }
}
