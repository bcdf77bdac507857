package org.nodulens.dicom.jpegls;

import org.nodulens.dicom.DicomFormatException;

/**
 * What stands before the scan's data (T.87 annex C).
 *
 * @param restartInterval in lines; 0 for none
 * @param dataStart where in the codestream the scan's data begin
 */
record CodestreamHeader(
    FrameHeader frame, CodingParameters parameters, long restartInterval, int dataStart) {

  static CodestreamHeader read(byte[] codestream) throws DicomFormatException {
    return new HeaderReader(codestream).read();
  }
}
