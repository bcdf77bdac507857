package org.nodulens.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * RLE Lossless (PS3.5 annex G): a header of 64 bytes, and a segment for each byte of the samples,
 * the highest first.
 */
public final class RlePixels implements PixelDecoder {
  private static final int HEADER = 64;

  @Override
  public Set<String> transferSyntaxes() {
    return Set.of("1.2.840.10008.1.2.5");
  }

  @Override
  public PixelFormat decode(ByteBuffer frame, FrameLayout layout, short[] samples)
      throws DicomFormatException {
    int planes = layout.format().bitsAllocated() / Byte.SIZE;
    int[] bounds = bounds(frame.slice().order(ByteOrder.LITTLE_ENDIAN), planes);
    byte[] bytes = new byte[frame.remaining()];
    frame.duplicate().get(bytes);
    for (int plane = 0; plane < planes; plane++) {
      int shift = (planes - 1 - plane) * Byte.SIZE;
      int kept = plane == 0 ? 0 : 0xFF00;
      new RleSegment(bytes, bounds[plane], bounds[plane + 1])
          .decode(samples, layout.pixels(), shift, kept);
    }
    return layout.format();
  }

  /** Where each segment begins, and the last one ends. */
  private static int[] bounds(ByteBuffer frame, int planes) throws DicomFormatException {
    int length = frame.remaining();
    if (length < HEADER) {
      throw truncated("a header has " + HEADER + " bytes, the frame " + length);
    }
    int segments = frame.getInt(0);
    if (segments != planes) {
      throw corrupt(
          Integer.toUnsignedString(segments)
              + " segments, expected "
              + planes
              + ", a segment for each byte of a sample");
    }
    int[] bounds = new int[planes + 1];
    bounds[planes] = length;
    int least = HEADER;
    for (int i = 0; i < planes; i++) {
      long offset = Integer.toUnsignedLong(frame.getInt((1 + i) * Integer.BYTES));
      String segment = "segment " + (i + 1) + " begins at byte " + offset;
      if (offset < least) {
        throw corrupt(segment + ", expected " + least + " or more");
      }
      if (offset > length) {
        throw truncated(segment + ", the frame has " + length);
      }
      bounds[i] = (int) offset;
      least = bounds[i];
    }
    return bounds;
  }

  private static DicomFormatException truncated(String what) {
    return new DicomFormatException("truncated", "truncated RLE: " + what);
  }

  private static DicomFormatException corrupt(String what) {
    return new DicomFormatException("corrupt-pixels", "corrupt RLE: " + what);
  }
}
