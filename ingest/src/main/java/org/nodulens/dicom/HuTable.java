package org.nodulens.dicom;

import org.nodulens.ct.CtVolume;

/** HU of every sample there can be: picked out of its bits, told from padding and rescaled once. */
final class HuTable {
  private final PixelFormat format;
  private final PixelPadding padding;
  private final ModalityRescale rescale;
  private final short[] huOfSample;

  HuTable(PixelFormat format, PixelPadding padding, ModalityRescale rescale) {
    this.format = format;
    this.padding = padding;
    this.rescale = rescale;
    this.huOfSample = new short[1 << Short.SIZE];
    for (int sample = 0; sample < huOfSample.length; sample++) {
      huOfSample[sample] = hu(sample);
    }
  }

  boolean isFor(PixelFormat otherFormat, PixelPadding otherPadding, ModalityRescale otherRescale) {
    return format.equals(otherFormat)
        && padding.equals(otherPadding)
        && rescale.equals(otherRescale);
  }

  private short hu(int sample) {
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

  /** Turns samples into HU where they stand. */
  void apply(short[] samples) {
    short[] table = huOfSample;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = table[Short.toUnsignedInt(samples[i])];
    }
  }
}
