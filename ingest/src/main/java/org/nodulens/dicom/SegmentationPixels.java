package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** Reads a segmentation's frames as bits, in ascending order of frame. */
final class SegmentationPixels implements Closeable {
  private static final String FRAGMENT = "a fragment of the pixels";

  /** A codec makes a frame smaller, or little larger. */
  private static final int MOST_TIMES_LARGER = 4;

  private static final int MOST_AROUND = 1 << 20;

  private final DicomFile file;
  private final PixelRange range;
  private final SegmentationCoding coding;
  private final FrameLayout layout;
  private final DicomInput in;
  private long[][] fragments = new long[0][];

  /** Of the pixels, and of a frame that ends within it the next one's first. */
  private byte lastByte;

  private SegmentationPixels(DicomFile file, SegmentationCoding coding, DicomInput in)
      throws DicomFormatException {
    this.file = file;
    this.range = SegmentationCoding.range(file);
    this.coding = coding;
    this.layout = coding.layout();
    this.in = in;
  }

  /** Opens the file, and goes to its pixels. */
  static SegmentationPixels open(DicomFile file, SegmentationCoding coding, int frames)
      throws IOException {
    long[][] fragments = new long[0][];
    if (SegmentationCoding.range(file).isEncapsulated()) {
      // Its fragments are looked for first: what is inflated cannot be gone back in.
      try (SegmentationPixels pixels = opened(file, coding)) {
        fragments = Fragments.index(pixels.in, frames);
      }
    }
    SegmentationPixels pixels = opened(file, coding);
    pixels.fragments = fragments;
    return pixels;
  }

  private static SegmentationPixels opened(DicomFile file, SegmentationCoding coding)
      throws IOException {
    DicomInput in = file.location().open();
    try {
      SegmentationPixels pixels = new SegmentationPixels(file, coding, in);
      in.skip(pixels.range.dataSetOffset(), "the data set");
      DicomFile.openDataSet(in, file.transferSyntaxUid());
      in.skip(pixels.range.offset() - in.position(), Tag.PIXEL_DATA.toString());
      return pixels;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Reads one frame.
   *
   * @param frame later than the one before
   * @return row by row
   */
  BitSet read(int frame) throws IOException {
    return coding.isBinary() ? bits(frame) : fractions(frame);
  }

  private BitSet fractions(int frame) throws IOException {
    ByteBuffer bytes =
        range.isEncapsulated()
            ? joined(frame)
            : bytes(range.offset() + (long) frame * layout.pixels(), layout.pixels());
    short[] samples = new short[layout.pixels()];
    try {
      PixelDecoders.of(file.transferSyntaxUid(), file.location()).decode(bytes, layout, samples);
    } catch (DicomFormatException e) {
      throw new DicomFormatException(e.code(), file.location() + ": " + e.reason());
    }
    BitSet held = new BitSet();
    for (int i = 0; i < samples.length; i++) {
      if ((samples[i] & 0xFF) >= coding.threshold()) {
        held.set(i);
      }
    }
    return held;
  }

  /** Pixels follow each other from the lowest bit of a byte, on across frames (PS3.5 8.1.1). */
  private BitSet bits(int frame) throws IOException {
    long firstBit = (long) frame * layout.pixels();
    long endBit = firstBit + layout.pixels();
    long firstByte = firstBit / Byte.SIZE;
    int count = (int) ((endBit + Byte.SIZE - 1) / Byte.SIZE - firstByte);
    ByteBuffer bytes = bytes(range.offset() + firstByte, count);
    int skipped = (int) (firstBit % Byte.SIZE);
    return BitSet.valueOf(bytes).get(skipped, skipped + layout.pixels());
  }

  private ByteBuffer bytes(long offset, int count) throws IOException {
    byte[] bytes = new byte[count];
    // The byte that the frame before ended in was read already.
    int known = offset < in.position() ? 1 : 0;
    if (known == 1) {
      bytes[0] = lastByte;
    } else {
      in.skip(offset - in.position(), Tag.PIXEL_DATA.toString());
    }
    in.read(ByteBuffer.wrap(bytes, known, count - known), Tag.PIXEL_DATA.toString());
    lastByte = bytes[count - 1];
    return ByteBuffer.wrap(bytes);
  }

  private ByteBuffer joined(int frame) throws IOException {
    long[] ranges = fragments[frame];
    long length = 0;
    for (int i = 1; i < ranges.length; i += 2) {
      length += ranges[i];
    }
    int most = MOST_AROUND + MOST_TIMES_LARGER * layout.pixels();
    Fragments.requireAtMost(most, length, file.location().toString());
    ByteBuffer joined = ByteBuffer.allocate((int) length);
    for (int i = 0; i < ranges.length; i += 2) {
      joined.limit(joined.position() + (int) ranges[i + 1]);
      in.skip(ranges[i] - in.position(), FRAGMENT);
      in.read(joined, FRAGMENT);
    }
    return joined.flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
