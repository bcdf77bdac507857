package org.nodulens.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Little endian samples, one after the other; a deflated data set is inflated before. */
public final class UncompressedPixels implements PixelDecoder {
  @Override
  public Set<String> transferSyntaxes() {
    return Set.of(
        TransferSyntax.IMPLICIT_LITTLE_ENDIAN,
        TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
        TransferSyntax.DEFLATED);
  }

  @Override
  public PixelFormat decode(ByteBuffer frame, FrameLayout layout, short[] samples)
      throws DicomFormatException {
    copy(frame.slice().order(ByteOrder.LITTLE_ENDIAN), layout, samples);
    return layout.format();
  }

  /** Samples in the buffer's byte order, from its position. */
  static void copy(ByteBuffer frame, FrameLayout layout, short[] samples)
      throws DicomFormatException {
    int pixels = layout.pixels();
    int bytesPerSample = layout.format().bitsAllocated() / 8;
    long needed = (long) pixels * bytesPerSample;
    if (frame.remaining() < needed) {
      throw new DicomFormatException(
          "truncated",
          Tag.PIXEL_DATA + " holds " + frame.remaining() + " bytes, expected " + needed);
    }
    if (bytesPerSample == 1) {
      for (int i = 0; i < pixels; i++) {
        samples[i] = (short) Byte.toUnsignedInt(frame.get(frame.position() + i));
      }
    } else {
      frame.asShortBuffer().get(samples, 0, pixels);
    }
  }
}
