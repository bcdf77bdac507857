package org.nodulens.dicom;

import org.nodulens.ct.CtVolume;

/**
 * HU that are stored values shifted by a whole number: so nearly all CTs are written. Each loop
 * runs over whole arrays of short without a branch, which the compiler turns into vector
 * instructions: several times as fast as {@link HuTable}.
 */
final class ShiftedHu implements HuConversion {
  /** The stored bits. */
  private final short mask;

  /** Flipped, it makes numbers of short's own order of the stored bits; {@link #shift} knows. */
  private final short flip;

  private final short shift;

  /** What padding is before the shift. */
  private final short padding;

  /** Whether any sample may be padding, or may not fit int16. */
  private final boolean guarded;

  /** The sign bit tells whether a sample has HU. */
  private short[] valid = new short[0];

  /** For a rule that {@link #fits}. */
  ShiftedHu(HuRule rule) {
    PixelFormat format = rule.format();
    mask = (short) mask(format);
    flip = (short) flip(format);
    shift = (short) shift(rule);
    if (rule.padding().equals(PixelPadding.NONE)) {
      // The one that cannot fit once it is shifted.
      padding = shift > 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
      guarded = format.bitsStored() == Short.SIZE || mask + shift > Short.MAX_VALUE;
    } else {
      padding = (short) ((rule.padding().lowest() & mask) ^ flip);
      guarded = true;
    }
  }

  static boolean fits(HuRule rule) {
    PixelFormat format = rule.format();
    double intercept = rule.rescale().intercept();
    return rule.rescale().slope() == 1
        && intercept == (short) intercept
        && shift(rule) == (short) shift(rule)
        && format.highBit() == format.bitsStored() - 1
        && isSingleValue(rule.padding(), format);
  }

  private static boolean isSingleValue(PixelPadding padding, PixelFormat format) {
    return padding.equals(PixelPadding.NONE)
        || (padding.lowest() == padding.highest()
            && format.storedValue(padding.lowest()) == padding.lowest());
  }

  private static int mask(PixelFormat format) {
    return (1 << format.bitsStored()) - 1;
  }

  /** The sign bit, but for what is a short already and for what lies within its positive half. */
  private static int flip(PixelFormat format) {
    return format.signed() == (format.bitsStored() < Short.SIZE) ? 1 << format.highBit() : 0;
  }

  private static int shift(HuRule rule) {
    int flip = flip(rule.format());
    return (int) rule.rescale().intercept() + (rule.format().signed() ? -flip : flip);
  }

  @Override
  public void apply(short[] samples) {
    if (!guarded) {
      shift(samples);
      return;
    }
    if (valid.length != samples.length) {
      valid = new short[samples.length];
    }
    findValid(samples, valid);
    shiftValid(samples, valid);
  }

  private void shift(short[] samples) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (((samples[i] & mask) ^ flip) + shift);
    }
  }

  /** Not zero: a number or its negative has the sign bit. A sum fits if it keeps one's sign. */
  private void findValid(short[] samples, short[] valid) {
    for (int i = 0; i < samples.length; i++) {
      int value = (samples[i] & mask) ^ flip;
      int distance = value ^ padding;
      int sum = value + shift;
      valid[i] = (short) ((distance | -distance) & ~((value ^ sum) & (shift ^ sum)));
    }
  }

  private void shiftValid(short[] samples, short[] valid) {
    for (int i = 0; i < samples.length; i++) {
      int hu = ((samples[i] & mask) ^ flip) + shift;
      samples[i] = (short) (((hu ^ CtVolume.PADDING_HU) & (valid[i] >> 15)) ^ CtVolume.PADDING_HU);
    }
  }
}
