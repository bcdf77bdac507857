package org.nodulens.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Samples one after the other, in the byte order of the transfer syntax. */
public final class UncompressedPixels implements PixelDecoder {
  private final ByteOrder order;

  /** Little endian samples. */
  public UncompressedPixels() {
    this(ByteOrder.LITTLE_ENDIAN);
  }

  UncompressedPixels(ByteOrder order) {
    this.order = order;
  }

  @Override
  public Set<String> transferSyntaxes() {
    return Set.of(TransferSyntax.IMPLICIT_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  @Override
  public PixelFormat decode(ByteBuffer frame, FrameLayout layout, short[] samples)
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
      frame.slice().order(order).asShortBuffer().get(samples, 0, pixels);
    }
    return layout.format();
  }
}
