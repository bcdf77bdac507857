package org.nodulens.dicom;

/**
 * How stored values lie in their bits (PS3.5 section 8.1.1).
 *
 * @param highBit the highest of the stored bits
 * @param signed Pixel Representation 1: two's complement
 */
public record PixelFormat(int bitsAllocated, int bitsStored, int highBit, boolean signed) {

  static PixelFormat of(DicomAttributes slice) throws DicomFormatException {
    int allocated = slice.requireUnsignedShort(Tag.BITS_ALLOCATED);
    int stored = slice.requireUnsignedShort(Tag.BITS_STORED);
    int high = slice.requireUnsignedShort(Tag.HIGH_BIT);
    int representation = slice.requireUnsignedShort(Tag.PIXEL_REPRESENTATION);
    boolean fits = stored >= 1 && high >= stored - 1 && high < allocated;
    if ((allocated != 8 && allocated != 16) || !fits || representation > 1) {
      throw new DicomFormatException(
          "pixel-format",
          "pixels of "
              + stored
              + " bits stored up to bit "
              + high
              + " in "
              + allocated
              + " allocated, representation "
              + representation
              + ", are not read; in "
              + slice.where());
    }
    return new PixelFormat(allocated, stored, high, representation == 1);
  }

  /** The stored value in a sample; other bits, such as an overlay's, are masked off. */
  int storedValue(int sample) {
    int aboveHighBit = 31 - highBit;
    int unused = 32 - bitsStored;
    int top = sample << aboveHighBit;
    return signed ? top >> unused : top >>> unused;
  }

  /** The sample with all of its allocated bits, as a number. */
  int wholeValue(int sample) {
    int unused = 32 - bitsAllocated;
    return signed ? sample << unused >> unused : sample << unused >>> unused;
  }
}
