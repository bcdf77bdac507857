package org.nodulens.dicom;

/** Turns samples into HU. Holds scratch memory: one for each thread. */
interface HuConversion {
  static HuConversion of(HuRule rule) {
    return ShiftedHu.fits(rule) ? new ShiftedHu(rule) : new HuTable(rule);
  }

  /** Turns samples into HU where they stand. */
  void apply(short[] samples);
}
