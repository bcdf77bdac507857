package org.nodulens.dicom;

/** How a value is written (PS3.5 section 6.2): its padding, its longest text, its length field. */
enum ValueRepresentation {
  AT(0),
  CS(16),
  DA(8),
  DS(16),
  DT(26),
  FD(0),
  FL(0),
  IS(12),
  LO(64),
  LT(10240),
  OB(0),
  OF(0),
  OW(0),
  PN(64),
  SH(16),
  SL(0),
  SQ(0),
  ST(1024),
  TM(14),
  UI(64),
  UL(0),
  US(0),
  UT(1 << 20);

  private final int longestText;

  ValueRepresentation(int longestText) {
    this.longestText = longestText;
  }

  /** Characters that one value of text may have; 0 where values are no text. */
  int longestText() {
    return longestText;
  }

  boolean isText() {
    return longestText > 0;
  }

  /** Four bytes of length after two reserved ones (PS3.5 7.1.2); the others have two of length. */
  boolean hasLongLength() {
    return this == OB || this == OF || this == OW || this == SQ || this == UT;
  }

  /** What makes a length even. */
  byte padding() {
    return (byte) (isText() && this != UI ? ' ' : 0);
  }
}
