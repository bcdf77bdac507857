package org.nodulens.dicom.jpegls;

import org.nodulens.dicom.DicomFormatException;

/** A marker segment's parameters, read one after the other. */
final class Segment {
  private final byte[] bytes;
  private final int marker;
  private final int end;
  private int at;

  private Segment(byte[] bytes, int marker, int start, int end) {
    this.bytes = bytes;
    this.marker = marker;
    this.at = start;
    this.end = end;
  }

  /** The segment whose length stands at a place, behind its marker. */
  static Segment after(int marker, byte[] bytes, int at) throws DicomFormatException {
    if (at + 2 > bytes.length) {
      throw Faults.truncated(bytes.length, "the length of segment " + Marker.format(marker));
    }
    int length = Byte.toUnsignedInt(bytes[at]) << 8 | Byte.toUnsignedInt(bytes[at + 1]);
    if (length < 2) {
      throw Faults.corrupt("segment " + Marker.format(marker) + " has a length of " + length);
    }
    if (length > bytes.length - at) {
      throw Faults.truncated(bytes.length, "the end of segment " + Marker.format(marker));
    }
    return new Segment(bytes, marker, at + 2, at + length);
  }

  int marker() {
    return marker;
  }

  int end() {
    return end;
  }

  int unsignedByte() throws DicomFormatException {
    if (at == end) {
      throw Faults.corrupt("segment " + Marker.format(marker) + " is too short");
    }
    return Byte.toUnsignedInt(bytes[at++]);
  }

  int unsignedShort() throws DicomFormatException {
    return unsignedByte() << 8 | unsignedByte();
  }

  /** All that is left, at most four bytes, as one number. */
  long unsignedRest() throws DicomFormatException {
    long value = 0;
    for (int i = 0; i < Integer.BYTES && at < end; i++) {
      value = value << 8 | unsignedByte();
    }
    requireEnd();
    return value;
  }

  void requireEnd() throws DicomFormatException {
    if (at < end) {
      throw Faults.corrupt("segment " + Marker.format(marker) + " is too long");
    }
  }
}
