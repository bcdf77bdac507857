package org.nodulens.dicom.jpeg2000;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.nodulens.dicom.DicomFormatException;

/**
 * The tile-parts behind the main header (T.800 A.4.2). They are walked before they are decoded: of
 * a cut stream the library makes what it can, and two bytes FF in a packet header, which no encoder
 * writes (B.10.1), keep it reading the same bits for ever.
 */
final class TileParts {
  private static final int START_OF_TILE_PART = 0xFF90;
  private static final int START_OF_DATA = 0xFF93;
  private static final int END = 0xFFD9;
  private static final int HEAD = 12;

  private TileParts() {}

  /**
   * Walks all tile-parts.
   *
   * @param in at the marker of the first one
   * @throws DicomFormatException {@code truncated} or {@code corrupt-pixels}
   */
  static void requireSound(ByteBuffer in) throws DicomFormatException {
    try {
      do {
        in.position(requireSoundPart(in));
      } while (in.remaining() >= Short.BYTES && marker(in, in.position()) != END);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new DicomFormatException("truncated", "JPEG 2000: a tile-part is cut off");
    }
  }

  /** Where the next one starts. */
  private static int requireSoundPart(ByteBuffer in) throws DicomFormatException {
    int start = in.position();
    if (marker(in, start) != START_OF_TILE_PART) {
      throw new DicomFormatException("corrupt-pixels", "JPEG 2000: no tile-part where one must be");
    }
    long length = Integer.toUnsignedLong(in.getInt(start + 6));
    // 0: up to the end
    long end = length == 0 ? in.limit() : start + length;
    if (end > in.limit()) {
      throw new DicomFormatException(
          "truncated", "JPEG 2000: a tile-part of " + length + " bytes is cut off");
    }
    int at = start + HEAD;
    while (marker(in, at) != START_OF_DATA) {
      at += Short.BYTES + Math.max(Short.BYTES, Short.toUnsignedInt(in.getShort(at + 2)));
    }
    requireNoDoubleFf(in, at + Short.BYTES, (int) end);
    return (int) end;
  }

  private static void requireNoDoubleFf(ByteBuffer in, int first, int end)
      throws DicomFormatException {
    for (int i = first; i + 1 < end; i++) {
      if (in.get(i) == -1 && in.get(i + 1) == -1) {
        throw new DicomFormatException(
            "corrupt-pixels", "JPEG 2000: FFFF among the data, which no encoder writes");
      }
    }
  }

  private static int marker(ByteBuffer in, int at) {
    return Short.toUnsignedInt(in.getShort(at));
  }
}
