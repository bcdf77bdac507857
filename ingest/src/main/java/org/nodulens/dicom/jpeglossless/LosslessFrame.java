package org.nodulens.dicom.jpeglossless;

import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;

/**
 * A frame header SOF3 of one component.
 *
 * @param precision bits a sample
 * @param rows 0 where a DNL segment after the scan has their number
 * @param component its identifier
 */
record LosslessFrame(int precision, int rows, int columns, int component) {

  void requireFits(FrameLayout layout) throws DicomFormatException {
    if (columns != layout.columns() || (rows != 0 && rows != layout.rows())) {
      throw JpegBytes.corrupt(
          "there are %d x %d samples, expected %d x %d"
              .formatted(columns, rows, layout.columns(), layout.rows()));
    }
    if (precision > layout.format().bitsAllocated()) {
      throw JpegBytes.notRead(
          "has samples of "
              + precision
              + " bits, of which "
              + layout.format().bitsAllocated()
              + " are allocated");
    }
  }
}
