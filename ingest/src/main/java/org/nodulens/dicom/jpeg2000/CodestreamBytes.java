package org.nodulens.dicom.jpeg2000;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.nodulens.dicom.DicomFormatException;

/** Big-endian fields of a part of a frame, and a place in it. Past its end is {@code truncated}. */
final class CodestreamBytes {
  private final byte[] bytes;
  private final int end;
  private int position;

  private CodestreamBytes(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  static CodestreamBytes of(ByteBuffer frame) {
    byte[] bytes = new byte[frame.remaining()];
    frame.get(frame.position(), bytes);
    return new CodestreamBytes(bytes, 0, bytes.length);
  }

  /** The next bytes, which are passed over here. */
  CodestreamBytes part(long length, String what) throws DicomFormatException {
    require(length, what);
    CodestreamBytes part = new CodestreamBytes(bytes, position, position + (int) length);
    position += (int) length;
    return part;
  }

  int position() {
    return position;
  }

  int remaining() {
    return end - position;
  }

  /** What is left, copied. */
  byte[] rest() {
    return Arrays.copyOfRange(bytes, position, end);
  }

  /** Whether nothing but zeros is left, if anything. */
  boolean isPadding() {
    int at = position;
    while (at < end && bytes[at] == 0) {
      at++;
    }
    return at == end;
  }

  /** Without the zeros at the end, and the marker before them if it is there. */
  CodestreamBytes withoutTrailing(int marker) {
    int last = end;
    while (last > position && bytes[last - 1] == 0) {
      last--;
    }
    boolean marked =
        last - position >= 2
            && Byte.toUnsignedInt(bytes[last - 2]) == marker >> 8
            && Byte.toUnsignedInt(bytes[last - 1]) == (marker & 0xFF);
    return new CodestreamBytes(bytes, position, marked ? last - 2 : end);
  }

  int unsignedByte(String what) throws DicomFormatException {
    require(1, what);
    return Byte.toUnsignedInt(bytes[position++]);
  }

  int unsignedShort(String what) throws DicomFormatException {
    require(2, what);
    return (unsignedByte(what) << 8) | unsignedByte(what);
  }

  long unsignedInt(String what) throws DicomFormatException {
    require(4, what);
    return ((long) unsignedShort(what) << 16) | unsignedShort(what);
  }

  /** The next int, which is not passed over. */
  int peekInt(String what) throws DicomFormatException {
    int at = position;
    int value = (int) unsignedInt(what);
    position = at;
    return value;
  }

  /** The parameters of a marker segment, whose length stands here. */
  CodestreamBytes segment(String what) throws DicomFormatException {
    int length = unsignedShort(what);
    if (length < 2) {
      throw corrupt(what + " has length " + length);
    }
    return part(length - 2, what);
  }

  private void require(long count, String what) throws DicomFormatException {
    if (count > remaining()) {
      throw new DicomFormatException(
          "truncated",
          "the JPEG 2000 codestream ends within %s: %d bytes are left, expected %d"
              .formatted(what, remaining(), count));
    }
  }

  static DicomFormatException corrupt(String what) {
    return new DicomFormatException("corrupt-pixels", "in the JPEG 2000 codestream, " + what);
  }

  static DicomFormatException notRead(String what) {
    return new DicomFormatException("pixel-format", "the JPEG 2000 codestream " + what);
  }
}
