package org.nodulens.dicom.jpeglossless;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Pieces of JPEG frames, laid out by hand. */
final class Streams {
  /** Codes 0, 10, 110, 1110, 11110, 111110 for SSSS 0 to 5. */
  static final int[] TABLE = {1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5};

  private Streams() {}

  static byte[] bytes(int... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(values).forEach(out::write);
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }

  static byte[] table(int target, int[] countsAndSymbols) {
    return join(bytes(0xFF, 0xC4, 0, 3 + countsAndSymbols.length, target), bytes(countsAndSymbols));
  }

  static byte[] frame(int precision, int columns, int rows) {
    return bytes(0xFF, 0xC3, 0, 11, precision, 0, rows, 0, columns, 1, 1, 0x11, 0);
  }

  static byte[] scan(int selectionValue, int pointTransform) {
    return bytes(0xFF, 0xDA, 0, 8, 1, 1, 0, selectionValue, 0, pointTransform);
  }

  /** A frame of entropy-coded bytes that are given as they stand in the stream. */
  static byte[] withCodes(
      int precision, int columns, int rows, int selectionValue, int[] table, int... codes) {
    return join(
        bytes(0xFF, 0xD8),
        table(0, table),
        frame(precision, columns, rows),
        scan(selectionValue, 0),
        bytes(codes),
        bytes(0xFF, 0xD9));
  }

  static byte[] withoutSoi(byte[] frame) {
    return Arrays.copyOfRange(frame, 2, frame.length);
  }
}
