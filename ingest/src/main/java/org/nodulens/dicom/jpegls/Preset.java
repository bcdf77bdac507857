package org.nodulens.dicom.jpegls;

import org.nodulens.dicom.DicomFormatException;

/** Preset coding parameters, LSE with identifier 1 (T.87 C.2.4.1.1); 0 stands for the default. */
record Preset(int maximum, int t1, int t2, int t3, int reset) {
  /** All defaults. */
  static final Preset NONE = new Preset(0, 0, 0, 0, 0);

  private static final int CODING_PARAMETERS = 1;
  private static final int MAPPING_TABLE = 2;
  private static final int MAPPING_TABLE_CONTINUED = 3;
  private static final int OVERSIZE = 4;

  static Preset of(Segment segment) throws DicomFormatException {
    int identifier = segment.unsignedByte();
    return switch (identifier) {
      case CODING_PARAMETERS ->
          new Preset(
              segment.unsignedShort(),
              segment.unsignedShort(),
              segment.unsignedShort(),
              segment.unsignedShort(),
              segment.unsignedShort());
      case MAPPING_TABLE, MAPPING_TABLE_CONTINUED ->
          throw Faults.notRead("a mapping table (a palette)");
      case OVERSIZE -> throw Faults.notRead("an oversize image dimension");
      default -> throw Faults.notRead("preset parameters of kind " + identifier);
    };
  }
}
