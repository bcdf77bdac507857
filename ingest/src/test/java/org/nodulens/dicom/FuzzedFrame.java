package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a decoder is fuzzed with: six bytes that say how the samples are said to lie, then the
 * frame.
 */
public final class FuzzedFrame {
  private static final int LAYOUT_BYTES = 6;

  private FuzzedFrame() {}

  /** A sound frame, of up to 1024 x 1024 pixels. */
  public static byte[] seed(FrameLayout layout, byte[] frame) {
    PixelFormat format = layout.format();
    return ByteBuffer.allocate(LAYOUT_BYTES + frame.length)
        .putShort((short) (layout.columns() - 1))
        .putShort((short) (layout.rows() - 1))
        .put((byte) (format.bitsStored() - 1))
        .put((byte) ((format.bitsAllocated() == 16 ? 1 : 0) | (format.signed() ? 2 : 0)))
        .put(frame)
        .array();
  }

  /** A seed whose frame is a resource that stands beside a class. */
  public static byte[] seed(FrameLayout layout, Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return seed(layout, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Either there are samples, in a format that makes sense, or a reason why not. */
  public static void decode(PixelDecoder decoder, byte[] bytes) {
    if (bytes.length < LAYOUT_BYTES) {
      return;
    }
    FrameLayout layout = layout(ByteBuffer.wrap(bytes));
    byte[] frame = Arrays.copyOfRange(bytes, LAYOUT_BYTES, bytes.length);
    try {
      PixelFormat format =
          decoder.decode(ByteBuffer.wrap(frame), layout, new short[layout.pixels()]);
      assertThat(format.bitsAllocated()).isEqualTo(layout.format().bitsAllocated());
      assertThat(format.bitsStored()).isBetween(1, format.bitsAllocated());
      assertThat(format.highBit()).isBetween(format.bitsStored() - 1, format.bitsAllocated() - 1);
    } catch (DicomFormatException e) {
      assertThat(e.code()).isNotEmpty();
    }
  }

  private static FrameLayout layout(ByteBuffer bytes) {
    int columns = 1 + (bytes.getShort() & 1023);
    int rows = 1 + (bytes.getShort() & 1023);
    int stored = bytes.get();
    int kind = bytes.get();
    int allocated = (kind & 1) == 0 ? 8 : 16;
    int bits = 1 + Math.floorMod(stored, allocated);
    return new FrameLayout(
        columns, rows, new PixelFormat(allocated, bits, bits - 1, (kind & 2) != 0));
  }
}
