package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.dicom.jpegls.SyntheticSlice;

class RlePixelsTest {
  private static final FrameLayout EIGHT = new FrameLayout(3, 2, new PixelFormat(8, 8, 7, false));
  private static final FrameLayout SIXTEEN =
      new FrameLayout(3, 2, new PixelFormat(16, 16, 15, true));

  /** A frame of segments that stand one behind the other. */
  private static byte[] frame(byte[]... segments) {
    int length = 64 + Arrays.stream(segments).mapToInt(segment -> segment.length).sum();
    ByteBuffer frame = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(segments.length);
    int at = 64;
    for (byte[] segment : segments) {
      frame.putInt(at).put(at, segment);
      at += segment.length;
    }
    return frame.array();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static short[] decode(byte[] frame, FrameLayout layout) throws DicomFormatException {
    short[] samples = new short[layout.pixels()];
    Arrays.fill(samples, (short) 0x5A5A);
    PixelFormat format = new RlePixels().decode(ByteBuffer.wrap(frame), layout, samples);
    assertThat(format).isEqualTo(layout.format());
    return samples;
  }

  private static DicomFormatException refusal(byte[] frame, FrameLayout layout) {
    return catchThrowableOfType(DicomFormatException.class, () -> decode(frame, layout));
  }

  @Test
  void literals_and_runs_make_a_row_and_runs_go_on_in_the_next() throws DicomFormatException {
    // 1: two literals; -3: four times the next; -128: nothing
    byte[] segment = bytes(1, 10, 200, -128, -3, 30);
    assertThat(decode(frame(segment), EIGHT)).containsExactly(10, 200, 30, 30, 30, 30);
  }

  @Test
  void the_high_bytes_come_first() throws DicomFormatException {
    byte[] high = bytes(-4, 0xFF, 0, 0x12);
    byte[] low = bytes(5, 0x00, 0xFF, 0x80, 0x7F, 0x01, 0x34);
    assertThat(decode(frame(high, low), SIXTEEN))
        .containsExactly(-256, -1, -128, -129, -255, 0x1234);
  }

  @Test
  void what_follows_the_last_pixel_is_padding() throws DicomFormatException {
    assertThat(decode(frame(bytes(-7, 9, 0)), EIGHT)).containsOnly(9);
    assertThat(decode(frame(bytes(-2, 9, 4, 1, 2, 3, 4, 5)), EIGHT))
        .containsExactly(9, 9, 9, 1, 2, 3);
  }

  @Test
  void any_kind_of_buffer_will_do_and_is_left_as_it_was() throws DicomFormatException {
    byte[] frame = frame(bytes(-5, 9));
    ByteBuffer direct = ByteBuffer.allocateDirect(frame.length + 5).put(new byte[5]);
    direct.put(frame).flip().position(5);
    short[] samples = new short[7];
    new RlePixels().decode(direct.asReadOnlyBuffer(), EIGHT, samples);
    assertThat(samples).containsExactly(9, 9, 9, 9, 9, 9, 0);
    assertThat(direct.position()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"u8, 8, false", "u12, 12, false", "s16, 16, true"})
  void what_dcmtk_wrote_is_read_bit_by_bit(String name, int bits, boolean signed)
      throws IOException {
    byte[] frame;
    try (InputStream in = RlePixelsTest.class.getResourceAsStream("rle/dcmtk-" + name + ".rle")) {
      assertThat(in).isNotNull();
      frame = in.readAllBytes();
    }
    PixelFormat format = new PixelFormat(bits == 8 ? 8 : 16, bits, bits - 1, signed);
    short[] samples =
        decode(frame, new FrameLayout(SyntheticSlice.COLUMNS, SyntheticSlice.ROWS, format));
    int[] expected = SyntheticSlice.samples(bits, signed);
    for (int i = 0; i < samples.length; i++) {
      assertThat(format.storedValue(samples[i])).isEqualTo(expected[i]);
    }
  }

  @Test
  void a_header_that_is_no_such_frame_is_refused() {
    byte[] good = bytes(-5, 9);
    assertThat(refusal(frame(good, good), EIGHT))
        .hasMessage("corrupt RLE: 2 segments, expected 1, a segment for each byte of a sample");
    assertThat(refusal(frame(good), SIXTEEN).code()).isEqualTo("corrupt-pixels");
    byte[] early = frame(good);
    early[4] = 63;
    assertThat(refusal(early, EIGHT))
        .hasMessage("corrupt RLE: segment 1 begins at byte 63, expected 64 or more");
    byte[] late = frame(good);
    late[7] = (byte) 0xFF;
    assertThat(refusal(late, EIGHT).code()).isEqualTo("truncated");
    byte[] descending = frame(good, good);
    descending[8] = 64 - 1;
    assertThat(refusal(descending, SIXTEEN).code()).isEqualTo("corrupt-pixels");
  }

  @Test
  void a_segment_does_not_read_on_into_the_next() {
    DicomFormatException refusal = refusal(frame(bytes(-3, 1), bytes(-5, 9)), SIXTEEN);
    assertThat(refusal.code()).isEqualTo("truncated");
    assertThat(refusal).hasMessage("truncated RLE: a segment ends at byte 66, after 4 of 6 pixels");
  }

  @Test
  void a_frame_cut_anywhere_is_truncated() {
    byte[] whole = frame(bytes(2, 1, 2, 3, -2, 4), bytes(-1, 5, 3, 1, 2, 3, 4));
    for (int length = 0; length < whole.length; length++) {
      DicomFormatException refusal = refusal(Arrays.copyOf(whole, length), SIXTEEN);
      assertThat(refusal).as("cut at byte %d", length).isNotNull();
      assertThat(refusal.code()).isEqualTo("truncated");
    }
  }

  @Test
  void a_damaged_frame_gives_pixels_or_one_kind_of_exception() {
    byte[] whole = frame(bytes(2, 1, 2, 3, -2, 4), bytes(-1, 5, 3, 1, 2, 3, 4));
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 20000; i++) {
      byte[] damaged = whole.clone();
      int first = random.nextBoolean() ? 64 : 0;
      damaged[first + random.nextInt(damaged.length - first)] = (byte) random.nextInt(256);
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        decode(damaged, SIXTEEN);
      } catch (DicomFormatException e) {
        assertThat(e.code()).isIn("truncated", "corrupt-pixels");
        refused++;
      }
    }
    assertThat(refused).isBetween(5000, 19000);
  }
}
