package org.nodulens.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of frames from their files. Holds on to its buffer and to where the last object's
 * fragments lie: one for each thread.
 */
final class FrameReader {
  private static final String FRAGMENT = "a fragment of the pixels";

  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);
  private @Nullable DicomLocation indexed;
  private long[][] fragments = new long[0][];

  /** A frame's bytes, which stay until the next is read. */
  ByteBuffer read(SliceHeader slice) throws IOException {
    if (slice.pixels().isEncapsulated()) {
      return slice.framesInObject() == 1 ? joined(slice) : fragmentsOf(slice);
    }
    return uncompressed(slice);
  }

  private static ByteBuffer joined(SliceHeader slice) throws IOException {
    try (DicomInput in = atPixels(slice)) {
      return Fragments.join(in);
    }
  }

  private ByteBuffer fragmentsOf(SliceHeader slice) throws IOException {
    if (!slice.location().equals(indexed)) {
      try (DicomInput in = atPixels(slice)) {
        fragments = Fragments.index(in, slice.framesInObject());
      }
      indexed = slice.location();
    }
    long[] ranges = fragments[slice.frame()];
    ByteBuffer joined = ByteBuffer.allocate(lengthOf(ranges, slice));
    try (DicomInput in = atPixels(slice)) {
      for (int i = 0; i < ranges.length; i += 2) {
        in.skip(ranges[i] - in.position(), FRAGMENT);
        joined.limit(joined.position() + (int) ranges[i + 1]);
        in.read(joined, FRAGMENT);
      }
    }
    return joined.flip();
  }

  private static int lengthOf(long[] ranges, SliceHeader slice) throws DicomFormatException {
    long bytes = 0;
    for (int i = 1; i < ranges.length; i += 2) {
      bytes += ranges[i];
    }
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new DicomFormatException(
          "malformed", slice.location() + " is malformed: a frame of more than 2 GiB");
    }
    return (int) bytes;
  }

  private ByteBuffer uncompressed(SliceHeader slice) throws IOException {
    FrameLayout layout = slice.layout();
    int frameBytes = layout.pixels() * layout.format().bitsAllocated() / 8;
    long end = (slice.frame() + 1L) * frameBytes;
    if (slice.pixels().length() < end) {
      throw new DicomFormatException(
          "truncated",
          slice.location()
              + " is truncated: "
              + Tag.PIXEL_DATA
              + " holds "
              + slice.pixels().length()
              + " bytes, expected "
              + end);
    }
    if (buffer.capacity() < frameBytes) {
      buffer = ByteBuffer.allocateDirect(frameBytes);
    }
    buffer.clear().limit(frameBytes);
    try (DicomInput in = atPixels(slice)) {
      in.skip(end - frameBytes, Tag.PIXEL_DATA.toString());
      in.read(buffer, Tag.PIXEL_DATA.toString());
    }
    buffer.flip();
    if (slice.pixels().swappedBytes() && layout.format().bitsAllocated() == 8) {
      swapPairs(buffer);
    }
    return buffer;
  }

  private static DicomInput atPixels(SliceHeader slice) throws IOException {
    PixelRange range = slice.pixels();
    DicomInput in = slice.location().open();
    try {
      in.skip(range.dataSetOffset(), "the data set");
      DicomFile.openDataSet(in, slice.transferSyntaxUid());
      in.skip(range.offset() - in.position(), Tag.PIXEL_DATA.toString());
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static void swapPairs(ByteBuffer bytes) {
    for (int i = 0; i + 1 < bytes.limit(); i += 2) {
      bytes.putShort(i, Short.reverseBytes(bytes.getShort(i)));
    }
  }
}
