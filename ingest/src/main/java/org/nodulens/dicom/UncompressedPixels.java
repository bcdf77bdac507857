package org.nodulens.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Little endian samples, one after the other. */
public final class UncompressedPixels implements PixelDecoder {
  @Override
  public Set<String> transferSyntaxes() {
    return Set.of(TransferSyntax.IMPLICIT_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  @Override
  public short[] decode(byte[] value, SliceHeader slice) throws DicomFormatException {
    short[] samples = new short[slice.rows() * slice.columns()];
    int bytesPerSample = slice.format().bitsAllocated() / 8;
    long needed = (long) samples.length * bytesPerSample;
    if (value.length < needed) {
      throw new DicomFormatException(
          "truncated",
          slice.path()
              + " is truncated: "
              + Tag.PIXEL_DATA
              + " holds "
              + value.length
              + " bytes, expected "
              + needed);
    }
    if (bytesPerSample == 1) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) Byte.toUnsignedInt(value[i]);
      }
    } else {
      ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    }
    return samples;
  }
}
