package org.nodulens.dicom;

/**
 * How a segmentation's pixels are written.
 *
 * @param layout of a frame, one byte a pixel, though it may be a bit
 * @param threshold from which on a fraction counts: half of the maximum; 0 where a pixel is a bit
 */
record SegmentationCoding(FrameLayout layout, double threshold) {
  /** 8192 x 8192: a compressed frame of few bytes must not claim all memory. */
  private static final long MOST_PIXELS = 1L << 26;

  private static final PixelFormat BYTES = new PixelFormat(8, 8, 7, false);

  /**
   * Reads what an object says of its pixels.
   *
   * @throws DicomFormatException {@code pixel-format}, {@code bad-value} or {@code missing-tag}
   */
  static SegmentationCoding of(DicomAttributes object) throws DicomFormatException {
    double threshold = threshold(object);
    int bits = object.requireUnsignedShort(Tag.BITS_ALLOCATED);
    int samples = object.requireUnsignedShort(Tag.SAMPLES_PER_PIXEL);
    if (bits != (threshold > 0 ? 8 : 1) || samples != 1) {
      throw notRead(
          "%d bits allocated, expected 1 where it is BINARY and 8 where it is FRACTIONAL, and one sample a pixel"
              .formatted(bits),
          object);
    }
    int columns = object.requireUnsignedShort(Tag.COLUMNS);
    int rows = object.requireUnsignedShort(Tag.ROWS);
    if (columns == 0 || rows == 0 || (long) columns * rows > MOST_PIXELS) {
      throw notRead("frames of " + columns + " x " + rows + " pixels are not read", object);
    }
    return new SegmentationCoding(new FrameLayout(columns, rows, BYTES), threshold);
  }

  private static double threshold(DicomAttributes object) throws DicomFormatException {
    String type = object.requireText(Tag.SEGMENTATION_TYPE);
    if (type.equals("BINARY")) {
      return 0;
    }
    if (!type.equals("FRACTIONAL")) {
      throw notRead(Tag.SEGMENTATION_TYPE + " must be BINARY or FRACTIONAL", object);
    }
    int maximum = object.requireUnsignedShort(Tag.MAXIMUM_FRACTIONAL_VALUE);
    if (maximum < 1 || maximum > 0xFF) {
      throw new DicomFormatException(
          "bad-value", Tag.MAXIMUM_FRACTIONAL_VALUE + " must be 1 to 255 in " + object.where());
    }
    return maximum / 2.0;
  }

  boolean isBinary() {
    return threshold == 0;
  }

  static PixelRange range(DicomFile file) throws DicomFormatException {
    return file.pixels()
        .orElseThrow(
            () ->
                new DicomFormatException(
                    "missing-tag",
                    Tag.PIXEL_DATA + " is missing or empty in " + file.attributes().where()));
  }

  /**
   * Refuses pixels that are too few, or written in a way that is not read.
   *
   * @throws DicomFormatException {@code truncated}, {@code pixel-format} or {@code transfer-syntax}
   */
  void requirePixels(DicomFile file, int frames) throws DicomFormatException {
    PixelRange range = range(file);
    if (range.swappedBytes() || (range.isEncapsulated() && isBinary())) {
      throw notRead(
          "single bits are read as they are, not compressed, nor in big endian words",
          file.attributes());
    }
    PixelDecoders.of(file.transferSyntaxUid(), file.location());
    long pixels = (long) frames * layout.pixels();
    long needed = isBinary() ? (pixels + Byte.SIZE - 1) / Byte.SIZE : pixels;
    if (!range.isEncapsulated() && range.length() < needed) {
      throw new DicomFormatException(
          "truncated",
          Tag.PIXEL_DATA
              + " holds "
              + range.length()
              + " bytes, expected "
              + needed
              + " in "
              + file.attributes().where());
    }
  }

  private static DicomFormatException notRead(String what, DicomAttributes object) {
    return new DicomFormatException("pixel-format", what + "; in " + object.where());
  }
}
