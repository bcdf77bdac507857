package org.nodulens.dicom.jpegls;

import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;

/**
 * Start of frame, SOF55 (T.87 C.2.2).
 *
 * @param lines 0 where a segment behind the scan has the number (DNL)
 */
record FrameHeader(int precision, int lines, int columns) {
  private static final int MIN_PRECISION = 2;
  private static final int MAX_PRECISION = 16;

  static FrameHeader of(Segment segment) throws DicomFormatException {
    FrameHeader frame =
        new FrameHeader(segment.unsignedByte(), segment.unsignedShort(), segment.unsignedShort());
    int components = segment.unsignedByte();
    if (components != 1) {
      throw Faults.notRead(components + " components");
    }
    if (frame.precision < MIN_PRECISION || frame.precision > MAX_PRECISION) {
      throw Faults.corrupt("samples of " + frame.precision + " bits");
    }
    return frame;
  }

  void requireSize(FrameLayout layout) throws DicomFormatException {
    if (columns != layout.columns() || (lines != 0 && lines != layout.rows())) {
      throw Faults.corrupt(
          "an image of "
              + columns
              + " x "
              + lines
              + " pixels, expected "
              + layout.columns()
              + " x "
              + layout.rows());
    }
  }
}
