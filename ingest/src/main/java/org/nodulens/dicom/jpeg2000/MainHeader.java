package org.nodulens.dicom.jpeg2000;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;

/**
 * What a codestream's main header promises (T.800 A.5 and A.6), held against what a CT slice may
 * need before anything is allocated for it.
 *
 * @param precision bits of a sample
 * @param signed whether samples are two's complement
 */
record MainHeader(int precision, boolean signed) {
  private static final int SIZ = 0xFF51;
  private static final int COD = 0xFF52;
  private static final int COC = 0xFF53;
  private static final int START_OF_TILE_PART = 0xFF90;

  private static final int MOST_TILES = 1024;
  private static final int MOST_LAYERS = 256;
  private static final int MOST_LEVELS = 32;

  /** Precincts narrower than 16 samples would outnumber what they hold. */
  private static final int LEAST_PRECINCT_EXPONENT = 4;

  /**
   * Reads a main header.
   *
   * @param in at the start of the codestream; at the first tile-part's marker afterwards
   * @throws DicomFormatException {@code corrupt-pixels}, {@code truncated} or {@code pixel-format}
   */
  static MainHeader read(ByteBuffer in, FrameLayout layout) throws DicomFormatException {
    try {
      in.getShort(); // start of codestream
      if (marker(in) != SIZ) {
        throw corrupt("its size does not stand first");
      }
      MainHeader header = size(segment(in), layout);
      for (int marker = marker(in); marker != START_OF_TILE_PART; marker = marker(in)) {
        ByteBuffer segment = segment(in);
        if (marker == COD) {
          codingStyle(segment);
        } else if (marker == COC) {
          segment.get();
          style(segment.get(), segment);
        }
      }
      in.position(in.position() - Short.BYTES);
      return header;
    } catch (BufferUnderflowException e) {
      throw new DicomFormatException("truncated", "JPEG 2000: the main header is cut off");
    }
  }

  private static int marker(ByteBuffer in) throws DicomFormatException {
    int marker = Short.toUnsignedInt(in.getShort());
    if (marker < 0xFF30) {
      throw corrupt("no marker where one must be");
    }
    return marker;
  }

  /** A marker's parameters; the input goes on behind them. */
  private static ByteBuffer segment(ByteBuffer in) throws DicomFormatException {
    int length = Short.toUnsignedInt(in.getShort()) - Short.BYTES;
    if (length < 0 || length > in.remaining()) {
      throw new DicomFormatException("truncated", "JPEG 2000: the main header is cut off");
    }
    ByteBuffer segment = in.slice(in.position(), length);
    in.position(in.position() + length);
    return segment;
  }

  /** Table A.9. */
  private static MainHeader size(ByteBuffer in, FrameLayout layout) throws DicomFormatException {
    in.getShort(); // capabilities
    long right = unsigned(in);
    long bottom = unsigned(in);
    long columns = right - unsigned(in);
    long rows = bottom - unsigned(in);
    if (columns != layout.columns() || rows != layout.rows()) {
      throw corrupt(
          columns
              + " x "
              + rows
              + " pixels, the DICOM header says "
              + layout.columns()
              + " x "
              + layout.rows());
    }
    requireFewTiles(in, right, bottom);
    int components = Short.toUnsignedInt(in.getShort());
    if (components != 1) {
      throw unread(components + " components, one is read");
    }
    int depth = Byte.toUnsignedInt(in.get());
    int precision = (depth & 0x7F) + 1;
    if (precision > layout.format().bitsAllocated()) {
      throw unread(precision + " bits a sample, " + layout.format().bitsAllocated() + " allocated");
    }
    if (in.getShort() != 0x0101) {
      throw unread("a subsampled component");
    }
    return new MainHeader(precision, depth >= 0x80);
  }

  private static void requireFewTiles(ByteBuffer in, long right, long bottom)
      throws DicomFormatException {
    long tileColumns = unsigned(in);
    long tileRows = unsigned(in);
    long left = unsigned(in);
    long top = unsigned(in);
    if (tileColumns == 0 || tileRows == 0 || left > right || top > bottom) {
      throw corrupt("tiles without extent");
    }
    long across = (right - left + tileColumns - 1) / tileColumns;
    long down = (bottom - top + tileRows - 1) / tileRows;
    if (across > MOST_TILES || down > MOST_TILES || across * down > MOST_TILES) {
      throw unread("more than " + MOST_TILES + " tiles");
    }
  }

  /** Table A.12. */
  private static void codingStyle(ByteBuffer in) throws DicomFormatException {
    byte style = in.get();
    in.get(); // progression order
    int layers = Short.toUnsignedInt(in.getShort());
    if (layers == 0 || layers > MOST_LAYERS) {
      throw unread(layers + " layers, up to " + MOST_LAYERS + " are read");
    }
    in.get(); // component transform
    style(style, in);
  }

  /** Table A.15. */
  private static void style(byte codingStyle, ByteBuffer in) throws DicomFormatException {
    int levels = Byte.toUnsignedInt(in.get());
    int width = Byte.toUnsignedInt(in.get()) + 2;
    int height = Byte.toUnsignedInt(in.get()) + 2;
    in.get(); // code-block style
    int wavelet = Byte.toUnsignedInt(in.get());
    if (levels > MOST_LEVELS || width > 10 || height > 10 || width + height > 12 || wavelet > 1) {
      throw corrupt("a coding style that does not exist");
    }
    boolean ownPrecincts = (codingStyle & 1) != 0;
    for (int level = 0; ownPrecincts && level <= levels; level++) {
      int exponents = Byte.toUnsignedInt(in.get());
      if (Math.min(exponents & 15, exponents >> 4) < LEAST_PRECINCT_EXPONENT) {
        throw unread("precincts of less than " + (1 << LEAST_PRECINCT_EXPONENT) + " samples");
      }
    }
  }

  private static long unsigned(ByteBuffer in) {
    return Integer.toUnsignedLong(in.getInt());
  }

  /** How the values lie in the samples; where the DICOM header says otherwise it is wrong. */
  PixelFormat format(FrameLayout layout) {
    return new PixelFormat(layout.format().bitsAllocated(), precision, precision - 1, signed);
  }

  private static DicomFormatException corrupt(String what) {
    return new DicomFormatException("corrupt-pixels", "JPEG 2000: " + what);
  }

  private static DicomFormatException unread(String what) {
    return new DicomFormatException("pixel-format", "JPEG 2000: " + what);
  }
}
