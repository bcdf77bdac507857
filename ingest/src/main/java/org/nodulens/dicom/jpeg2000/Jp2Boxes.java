package org.nodulens.dicom.jpeg2000;

import org.nodulens.dicom.DicomFormatException;

/** The boxes of a JP2 file (T.800 annex I), which DICOM does not allow but some archives write. */
final class Jp2Boxes {
  private static final int SOC_AND_SIZ = 0xFF4FFF51;
  private static final int CODESTREAM = 0x6A703263; // jp2c
  private static final int REST = 0;
  private static final int LONG = 1;

  private Jp2Boxes() {}

  /** The codestream within its boxes, or the bytes themselves if they are one. */
  static CodestreamBytes codestream(CodestreamBytes in) throws DicomFormatException {
    if (in.peekInt("a marker") == SOC_AND_SIZ) {
      return in;
    }
    while (in.remaining() > 0) {
      long length = in.unsignedInt("a box");
      int type = (int) in.unsignedInt("a box");
      long header = 8;
      if (length == LONG) {
        length = (in.unsignedInt("a box") << 32) | in.unsignedInt("a box");
        header = 16;
      }
      long content = length == REST ? in.remaining() : length - header;
      if (content < 0) {
        break;
      }
      CodestreamBytes box = in.part(content, "a box");
      if (type == CODESTREAM) {
        return box;
      }
    }
    throw CodestreamBytes.corrupt("there is neither SOC nor a box that holds a codestream");
  }
}
