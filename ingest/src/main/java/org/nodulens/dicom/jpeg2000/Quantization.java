package org.nodulens.dicom.jpeg2000;

import org.nodulens.dicom.DicomFormatException;

/**
 * QCD (T.800 A.6.4), as far as it says how many bit-planes there are.
 *
 * @param subbands how many have a step size
 * @param derived whether one step size is for all
 */
record Quantization(int subbands, boolean derived) {
  /** What fits into an int beside the sign. */
  private static final int MOST_BIT_PLANES = 31;

  static Quantization read(CodestreamBytes qcd) throws DicomFormatException {
    int style = qcd.unsignedByte("QCD");
    int guardBits = style >> 5;
    int kind = style & 0x1F;
    int size = kind == 0 ? 1 : 2;
    int subbands = qcd.remaining() / size;
    if (kind > 2 || subbands == 0 || qcd.remaining() % size != 0) {
      throw CodestreamBytes.corrupt("QCD makes no sense");
    }
    while (qcd.remaining() > 0) {
      int step = size == 1 ? qcd.unsignedByte("QCD") : qcd.unsignedShort("QCD");
      int exponent = step >> (size == 1 ? 3 : 11);
      if (guardBits + exponent - 1 > MOST_BIT_PLANES) {
        throw CodestreamBytes.notRead(
            "has %d bit-planes, of which %d are read"
                .formatted(guardBits + exponent - 1, MOST_BIT_PLANES));
      }
    }
    return new Quantization(subbands, kind == 1);
  }

  void requireEnoughFor(CodingStyle style) throws DicomFormatException {
    int needed = 3 * style.levels() + 1;
    if (!derived && subbands < needed) {
      throw CodestreamBytes.corrupt(
          "QCD has step sizes of %d subbands, expected %d".formatted(subbands, needed));
    }
  }
}
