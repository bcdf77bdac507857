package org.nodulens.dicom;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Where the value of Pixel Data (7FE0,0010) lies.
 *
 * @param dataSetOffset where the data set begins: from there on a deflated one is deflated
 * @param offset of the value's first byte: in the file, or in the inflated data set
 * @param length in bytes, {@link DataElement#UNDEFINED} where the value is encapsulated
 * @param swappedBytes whether 8-bit samples lie in big endian words of two
 */
record PixelRange(long dataSetOffset, long offset, long length, boolean swappedBytes) {
  static PixelRange of(DataElement pixels, DicomInput in) throws IOException {
    if (!pixels.hasUndefinedLength()) {
      in.require(pixels.length(), pixels);
    }
    boolean swapped = in.order() == ByteOrder.BIG_ENDIAN && pixels.representation().equals("OW");
    return new PixelRange(0, in.position(), pixels.length(), swapped);
  }

  PixelRange inDataSetAt(long start) {
    return new PixelRange(start, offset, length, swappedBytes);
  }

  boolean isEncapsulated() {
    return length == DataElement.UNDEFINED;
  }
}
