package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of frames from their files. Holds on to its buffer, to the last object and to
 * where its fragments lie: one for each thread.
 */
final class FrameReader implements Closeable {
  private static final String FRAGMENT = "a fragment of the pixels";

  /** A codec makes a frame smaller, or little larger; what stands around the codes is small. */
  private static final int MOST_TIMES_LARGER = 4;

  private static final int MOST_AROUND = 1 << 20;

  private final PixelInput input = new PixelInput();
  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);
  private @Nullable DicomLocation indexed;
  private long[][] fragments = new long[0][];

  /** A frame's bytes, which stay until the next is read. */
  ByteBuffer read(SliceHeader slice) throws IOException {
    boolean done = false;
    try {
      ByteBuffer frame = slice.pixels().isEncapsulated() ? encapsulated(slice) : plain(slice);
      done = true;
      return frame;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private ByteBuffer encapsulated(SliceHeader slice) throws IOException {
    int mostBytes = MOST_AROUND + MOST_TIMES_LARGER * frameBytes(slice.layout());
    if (slice.framesInObject() == 1) {
      return Fragments.join(input.at(slice, slice.pixels().offset()), mostBytes);
    }
    if (!slice.location().equals(indexed)) {
      DicomInput in = input.at(slice, slice.pixels().offset());
      fragments = Fragments.index(in, slice.framesInObject());
      indexed = slice.location();
    }
    long[] ranges = fragments[slice.frame()];
    long bytes = 0;
    for (int i = 1; i < ranges.length; i += 2) {
      bytes += ranges[i];
    }
    Fragments.requireAtMost(mostBytes, bytes, slice.location().toString());
    return joined(slice, ranges, (int) bytes);
  }

  private ByteBuffer joined(SliceHeader slice, long[] ranges, int bytes) throws IOException {
    ByteBuffer joined = ByteBuffer.allocate(bytes);
    for (int i = 0; i < ranges.length; i += 2) {
      joined.limit(joined.position() + (int) ranges[i + 1]);
      input.at(slice, ranges[i]).read(joined, FRAGMENT);
    }
    return joined.flip();
  }

  private ByteBuffer plain(SliceHeader slice) throws IOException {
    int frameBytes = frameBytes(slice.layout());
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
    input
        .at(slice, slice.pixels().offset() + end - frameBytes)
        .read(buffer, Tag.PIXEL_DATA.toString());
    buffer.flip();
    if (slice.pixels().swappedBytes() && slice.layout().format().bitsAllocated() == 8) {
      swapPairs(buffer);
    }
    return buffer;
  }

  /** As its samples take: of an image that is not refused by its size, 128 MiB at most. */
  private static int frameBytes(FrameLayout layout) {
    return layout.pixels() * (layout.format().bitsAllocated() / Byte.SIZE);
  }

  private static void swapPairs(ByteBuffer bytes) {
    for (int i = 0; i + 1 < bytes.limit(); i += 2) {
      bytes.putShort(i, Short.reverseBytes(bytes.getShort(i)));
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
