package org.nodulens.dicom.jpegls;

import org.nodulens.dicom.DicomFormatException;

/** Goes from marker to marker. */
final class MarkerReader {
  private final byte[] bytes;
  private int at;

  MarkerReader(byte[] codestream, int start) {
    this.bytes = codestream;
    this.at = start;
  }

  /** The next byte to be read. */
  int position() {
    return at;
  }

  /** A marker's second byte. Any number of fill bytes FF may stand before it (T.81 B.1.1.2). */
  int marker() throws DicomFormatException {
    int start = at;
    while (at < bytes.length && bytes[at] == (byte) 0xFF) {
      at++;
    }
    if (at == bytes.length) {
      throw Faults.truncated(bytes.length, "a marker");
    }
    int marker = Byte.toUnsignedInt(bytes[at++]);
    if (at - start < 2 || marker < Marker.FIRST) {
      throw Faults.corrupt("no marker at byte " + start);
    }
    return marker;
  }

  void requireMarker(int expected) throws DicomFormatException {
    int start = at;
    int found = marker();
    if (found != expected) {
      throw Faults.corrupt(
          "marker "
              + Marker.format(found)
              + " at byte "
              + start
              + ", expected "
              + Marker.format(expected));
    }
  }

  /** The segment that belongs to a marker just read. */
  Segment segment(int marker) throws DicomFormatException {
    Segment segment = Segment.after(marker, bytes, at);
    at = segment.end();
    return segment;
  }
}
