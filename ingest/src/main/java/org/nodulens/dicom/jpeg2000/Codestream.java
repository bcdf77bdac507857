package org.nodulens.dicom.jpeg2000;

import java.nio.ByteBuffer;
import org.nodulens.dicom.DicomFormatException;

/** A JPEG 2000 codestream (T.800 annex A), taken out of the JP2 file (annex I) that may wrap it. */
final class Codestream {
  private static final int START = 0xFF4F;
  private static final long JP2_SIGNATURE = 0x0000000C6A502020L;
  private static final int CONTIGUOUS_CODESTREAM = 0x6A703263;

  private Codestream() {}

  /**
   * The bytes from the start of the codestream on.
   *
   * @throws DicomFormatException {@code corrupt-pixels} if there is none
   */
  static ByteBuffer of(ByteBuffer frame) throws DicomFormatException {
    ByteBuffer bytes = frame.slice();
    if (bytes.remaining() >= Long.BYTES && bytes.getLong(0) == JP2_SIGNATURE) {
      bytes = unwrapped(bytes);
    }
    if (bytes.remaining() < Short.BYTES || Short.toUnsignedInt(bytes.getShort(0)) != START) {
      throw new DicomFormatException("corrupt-pixels", "no JPEG 2000 codestream starts here");
    }
    return bytes;
  }

  private static ByteBuffer unwrapped(ByteBuffer boxes) throws DicomFormatException {
    long at = 0;
    while (at + 8 <= boxes.limit()) {
      long length = Integer.toUnsignedLong(boxes.getInt((int) at));
      int type = boxes.getInt((int) at + 4);
      int head = 8;
      if (length == 1 && at + 16 <= boxes.limit()) {
        length = boxes.getLong((int) at + 8);
        head = 16;
      }
      if (type == CONTIGUOUS_CODESTREAM) {
        return boxes.position((int) at + head).slice();
      }
      if (length < head || length > boxes.limit() - at) {
        break;
      }
      at += length;
    }
    throw new DicomFormatException("corrupt-pixels", "a JP2 file without a codestream");
  }
}
