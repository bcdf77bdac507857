package org.nodulens.dicom;

import java.util.Set;

/** Turns the value of Pixel Data (7FE0,0010) into samples. Found by ServiceLoader. */
public interface PixelDecoder {
  /** UIDs of the transfer syntaxes that it reads. */
  Set<String> transferSyntaxes();

  /**
   * Decodes one frame.
   *
   * @param value the element's value as it stands in the file
   * @return rows * columns samples with all of their allocated bits, as far as the value goes: the
   *     stored bits are picked out, signed and rescaled elsewhere
   * @throws DicomFormatException if the value is too short or malformed
   */
  short[] decode(byte[] value, SliceHeader slice) throws DicomFormatException;
}
