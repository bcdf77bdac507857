package org.nodulens.dicom;

import java.util.Optional;

/**
 * Stored values that are no measurement (PS3.3 C.7.5.1.1.2), a range whose ends belong to it; empty
 * where the lowest exceeds the highest.
 */
record PixelPadding(int lowest, int highest) {
  static final PixelPadding NONE = new PixelPadding(1, 0);

  static PixelPadding of(DicomAttributes slice, PixelFormat format) throws DicomFormatException {
    Optional<Integer> value = slice.unsignedShort(Tag.PIXEL_PADDING_VALUE);
    if (value.isEmpty()) {
      return NONE;
    }
    int limit = slice.unsignedShort(Tag.PIXEL_PADDING_RANGE_LIMIT).orElse(value.get());
    int first = number(value.get(), format);
    int last = number(limit, format);
    return new PixelPadding(Math.min(first, last), Math.max(first, last));
  }

  /** US or SS, as Pixel Representation says. */
  private static int number(int bits, PixelFormat format) {
    return format.signed() ? (short) bits : bits;
  }

  boolean contains(int value) {
    return value >= lowest && value <= highest;
  }
}
