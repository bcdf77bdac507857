package org.nodulens.dicom.jpeglossless;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.nodulens.dicom.DicomFormatException;

/** A frame's bytes and a place in them. Reading past the end is {@code truncated}. */
final class JpegBytes {
  private final byte[] bytes;
  private int position;

  private JpegBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  static JpegBytes of(ByteBuffer frame) {
    byte[] bytes = new byte[frame.remaining()];
    frame.get(frame.position(), bytes);
    return new JpegBytes(bytes);
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  int remaining() {
    return bytes.length - position;
  }

  void skip(int count, String what) throws DicomFormatException {
    require(count, what);
    position += count;
  }

  int unsignedByte(String what) throws DicomFormatException {
    require(1, what);
    return Byte.toUnsignedInt(bytes[position++]);
  }

  int unsignedShort(String what) throws DicomFormatException {
    require(2, what);
    return unsignedByte(what) << 8 | unsignedByte(what);
  }

  /** The next marker's second byte; fill bytes (T.81 B.1.1.2) are passed over. */
  int marker() throws DicomFormatException {
    int at = position;
    int first = unsignedByte("a marker");
    int code = first;
    while (code == 0xFF) {
      code = unsignedByte("a marker");
    }
    if (first != 0xFF || code == 0) {
      throw corrupt(
          String.format(Locale.ROOT, "byte %d is 0x%02X where a marker should be", at, first));
    }
    return code;
  }

  /** The end of the segment whose length stands here. */
  int segmentEnd(String what) throws DicomFormatException {
    int at = position;
    int length = unsignedShort(what);
    if (length < 2) {
      throw corrupt(what + " at byte " + at + " has length " + length);
    }
    require(length - 2, what);
    return at + length;
  }

  private void require(int count, String what) throws DicomFormatException {
    if (remaining() < count) {
      throw new DicomFormatException(
          "truncated", "the JPEG frame ends after " + bytes.length + " bytes, within " + what);
    }
  }

  static DicomFormatException corrupt(String what) {
    return new DicomFormatException("corrupt-pixels", "in the JPEG frame, " + what);
  }

  static DicomFormatException notRead(String what) {
    return new DicomFormatException("pixel-format", "the JPEG frame " + what);
  }
}
