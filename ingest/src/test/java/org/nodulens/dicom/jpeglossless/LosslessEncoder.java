package org.nodulens.dicom.jpeglossless;

import java.io.ByteArrayOutputStream;

/** Writes JPEG lossless as T.81 annex H says, straight down, to try the decoder with. */
final class LosslessEncoder {
  /** Codes of SSSS 0 to 16: one each of 1 to 7 bits, the rest of 12 to 16 bits. */
  private static final int[] CODES_BY_LENGTH = {1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 2, 2, 2, 2, 2};

  /** The rarer differences get the shorter codes, so that long codes are common. */
  private static final int[] SYMBOLS = {16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0};

  private final int[] codes = new int[17];
  private final int[] lengths = new int[17];
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int precision;
  private final int selectionValue;
  private int pointTransform;
  private int rowsBetweenRestarts;
  private boolean rowsInDnl;
  private int bitBuffer;
  private int bitCount;

  LosslessEncoder(int precision, int selectionValue) {
    this.precision = precision;
    this.selectionValue = selectionValue;
    int code = 0;
    int next = 0;
    for (int length = 1; length <= 16; length++, code <<= 1) {
      for (int i = 0; i < CODES_BY_LENGTH[length - 1]; i++, next++, code++) {
        codes[SYMBOLS[next]] = code;
        lengths[SYMBOLS[next]] = length;
      }
    }
  }

  LosslessEncoder withPointTransform(int shift) {
    pointTransform = shift;
    return this;
  }

  LosslessEncoder withRestartEvery(int rows) {
    rowsBetweenRestarts = rows;
    return this;
  }

  LosslessEncoder withRowsInDnl() {
    rowsInDnl = true;
    return this;
  }

  byte[] encode(short[] samples, int columns) {
    int rows = samples.length / columns;
    writeHeader(rows, columns);
    int[] image = new int[samples.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (samples[i] & 0xFFFF) >> pointTransform;
    }
    for (int row = 0; row < rows; row++) {
      boolean first = row == 0;
      if (rowsBetweenRestarts > 0 && row > 0 && row % rowsBetweenRestarts == 0) {
        flushBits();
        bytes(0xFF, 0xD0 + (row / rowsBetweenRestarts - 1) % 8);
        first = true;
      }
      for (int column = 0; column < columns; column++) {
        int at = row * columns + column;
        writeDifference(image[at] - predict(image, at, columns, first));
      }
    }
    flushBits();
    if (rowsInDnl) {
      bytes(0xFF, 0xDC, 0, 4, rows >> 8, rows);
    }
    bytes(0xFF, 0xD9);
    return out.toByteArray();
  }

  private void writeHeader(int rows, int columns) {
    int height = rowsInDnl ? 0 : rows;
    bytes(0xFF, 0xD8, 0xFF, 0xFE, 0, 4, 'h', 'i'); // a comment
    bytes(0xFF, 0xFF, 0xFF, 0xC4, 0, 2 + 2 * (17 + 17)); // two fill bytes, two tables
    writeTable(0x10);
    writeTable(0x03);
    bytes(0xFF, 0xC3, 0, 11, precision, height >> 8, height, columns >> 8, columns, 1, 7, 0x11, 0);
    int interval = rowsBetweenRestarts * columns;
    bytes(0xFF, 0xDD, 0, 4, interval >> 8, interval);
    bytes(0xFF, 0xDA, 0, 8, 1, 7, 0x30, selectionValue, 0, pointTransform);
  }

  private void writeTable(int classAndTarget) {
    bytes(classAndTarget);
    bytes(CODES_BY_LENGTH);
    bytes(SYMBOLS);
  }

  /** Table H.1; the first row and column by H.1.2.1. */
  private int predict(int[] image, int at, int columns, boolean firstRow) {
    boolean firstColumn = at % columns == 0;
    if (firstRow) {
      return firstColumn ? 1 << (precision - pointTransform - 1) : image[at - 1];
    }
    int above = image[at - columns];
    if (firstColumn) {
      return above;
    }
    int left = image[at - 1];
    int aboveLeft = image[at - columns - 1];
    return switch (selectionValue) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> aboveLeft;
      case 4 -> left + above - aboveLeft;
      case 5 -> left + Math.floorDiv(above - aboveLeft, 2);
      case 6 -> above + Math.floorDiv(left - aboveLeft, 2);
      case 7 -> Math.floorDiv(left + above, 2);
      default -> throw new IllegalArgumentException("selection value " + selectionValue);
    };
  }

  /** H.1.2.2: the difference modulo 65536, between -32767 and 32768. */
  private void writeDifference(int exact) {
    int difference = (short) exact == Short.MIN_VALUE ? 32768 : (short) exact;
    int ssss = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
    writeBits(codes[ssss], lengths[ssss]);
    if (ssss < 16) {
      writeBits(difference < 0 ? difference - 1 : difference, ssss);
    }
  }

  private void writeBits(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bitBuffer = bitBuffer << 1 | (value >> i & 1);
      if (++bitCount == 8) {
        writeEntropyByte();
      }
    }
  }

  private void writeEntropyByte() {
    bytes(bitBuffer);
    if ((bitBuffer & 0xFF) == 0xFF) {
      bytes(0);
    }
    bitBuffer = 0;
    bitCount = 0;
  }

  /** Fills the last byte with ones (F.1.2.3). */
  private void flushBits() {
    while (bitCount > 0) {
      writeBits(1, 1);
    }
  }

  private void bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
  }
}
