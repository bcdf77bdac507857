package org.nodulens.dicom.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;

/** Streams that OpenJPEG wrote of synthetic images; see the README beside them. */
class Jpeg2000PixelsTest {
  private static final PixelFormat UNSIGNED_16 = new PixelFormat(16, 16, 15, false);

  @ParameterizedTest
  @CsvSource({
    "u12.j2k, u12.raw, 40, 33, 12, false",
    "u12-layers.j2k, u12.raw, 40, 33, 12, false",
    "u16-tiles.j2k, u16-tiles.raw, 40, 33, 16, false",
    "u16-offset.j2k, u16-tiles.raw, 40, 33, 16, false",
    "s16.j2k, s16.raw, 32, 24, 16, true",
  })
  void lossless_streams_are_what_another_decoder_makes_of_them(
      String name, String raw, int columns, int rows, int bits, boolean signed) throws IOException {
    FrameLayout layout = new FrameLayout(columns, rows, UNSIGNED_16);
    short[] samples = new short[layout.pixels()];
    PixelFormat format = new Jpeg2000Pixels().decode(frame(name), layout, samples);
    assertThat(format).isEqualTo(new PixelFormat(16, bits, bits - 1, signed));
    assertThat(samples).isEqualTo(shorts(raw));
  }

  @Test
  void a_jp2_file_is_unwrapped_and_eight_bits_are_eight() throws IOException {
    FrameLayout layout = new FrameLayout(17, 9, new PixelFormat(8, 8, 7, false));
    short[] samples = new short[layout.pixels()];
    PixelFormat format = new Jpeg2000Pixels().decode(frame("u8.jp2"), layout, samples);
    assertThat(format).isEqualTo(new PixelFormat(8, 8, 7, false));
    byte[] expected = bytes("u8.raw");
    for (int i = 0; i < samples.length; i++) {
      assertThat(samples[i]).isEqualTo((short) Byte.toUnsignedInt(expected[i]));
    }
  }

  @Test
  void a_lossy_stream_is_as_near_as_rounding() throws IOException {
    FrameLayout layout = new FrameLayout(40, 33, UNSIGNED_16);
    short[] samples = new short[layout.pixels()];
    new Jpeg2000Pixels().decode(frame("u12-lossy.j2k"), layout, samples);
    short[] expected = shorts("u12-lossy.raw");
    for (int i = 0; i < samples.length; i++) {
      assertThat((int) samples[i]).isCloseTo(expected[i], within(1));
    }
  }

  @Test
  void the_codestream_knows_better_than_the_dicom_header() throws IOException {
    // Pixel Representation 0 and 12 stored bits, but signed values of 16 bits
    FrameLayout layout = new FrameLayout(32, 24, new PixelFormat(16, 12, 11, false));
    short[] samples = new short[layout.pixels()];
    assertThat(new Jpeg2000Pixels().decode(frame("s16.j2k"), layout, samples))
        .isEqualTo(new PixelFormat(16, 16, 15, true));
  }

  @Test
  void unsigned_samples_of_signed_values_are_the_bits_of_their_twos_complement()
      throws IOException {
    // an encoder that knew no sign wrote -193 as 4096 - 193
    PixelFormat stored = new PixelFormat(16, 12, 11, true);
    FrameLayout layout = new FrameLayout(40, 33, stored);
    short[] samples = new short[layout.pixels()];
    PixelFormat format = new Jpeg2000Pixels().decode(frame("u12.j2k"), layout, samples);
    assertThat(format).isEqualTo(stored);
    assertThat(samples).isEqualTo(shorts("u12.raw"));
  }

  @Test
  void where_whole_words_were_encoded_the_dicom_header_tells_what_is_in_them() throws IOException {
    // 12 of the 16 bits are stored, as signed values; the codestream has all of them, unsigned
    PixelFormat stored = new PixelFormat(16, 12, 11, true);
    FrameLayout layout = new FrameLayout(40, 33, stored);
    assertThat(new Jpeg2000Pixels().decode(frame("u16-tiles.j2k"), layout, new short[40 * 33]))
        .isEqualTo(stored);
  }

  @Test
  void neither_an_end_marker_nor_a_length_of_the_last_tile_part_is_insisted_on()
      throws IOException {
    byte[] whole = bytes("u12.j2k");
    ByteBuffer.wrap(whole).putInt(116, 0); // Psot
    FrameLayout layout = new FrameLayout(40, 33, UNSIGNED_16);
    for (int length : new int[] {whole.length + 1, whole.length, whole.length - 2}) {
      short[] samples = new short[layout.pixels()];
      ByteBuffer frame = ByteBuffer.wrap(Arrays.copyOf(whole, length));
      new Jpeg2000Pixels().decode(frame.asReadOnlyBuffer(), layout, samples);
      assertThat(samples).isEqualTo(shorts("u12.raw"));
    }
  }

  private static ByteBuffer frame(String name) throws IOException {
    return ByteBuffer.wrap(bytes(name));
  }

  private static short[] shorts(String name) throws IOException {
    byte[] bytes = bytes(name);
    short[] values = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).asShortBuffer().get(values);
    return values;
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = Jpeg2000PixelsTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
