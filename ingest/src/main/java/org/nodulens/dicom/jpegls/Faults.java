package org.nodulens.dicom.jpegls;

import org.nodulens.dicom.DicomFormatException;

/** What can be wrong with a codestream, by the ledger's codes. */
final class Faults {
  private Faults() {}

  /** The bytes are no such codestream. */
  static DicomFormatException corrupt(String what) {
    return new DicomFormatException("corrupt-pixels", "corrupt JPEG-LS: " + what);
  }

  /** The bytes end too early. */
  static DicomFormatException truncated(int length, String before) {
    return new DicomFormatException(
        "truncated", "truncated JPEG-LS: its " + length + " bytes end before " + before);
  }

  /** A codestream of a kind that is not read. */
  static DicomFormatException notRead(String what) {
    return new DicomFormatException("pixel-format", "JPEG-LS with " + what + " is not read");
  }
}
