package org.nodulens.dicom.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;

/** Streams that OpenJPEG wrote of synthetic images; see the README beside them. */
class Jpeg2000PixelsTest {
  private static final PixelFormat UNSIGNED_16 = new PixelFormat(16, 16, 15, false);

  @ParameterizedTest
  @CsvSource({
    "u12.j2k, 40, 33, 12, false",
    "u16-tiles.j2k, 40, 33, 16, false",
    "s16.j2k, 32, 24, 16, true",
  })
  void lossless_streams_are_what_another_decoder_makes_of_them(
      String name, int columns, int rows, int bits, boolean signed) throws IOException {
    FrameLayout layout = new FrameLayout(columns, rows, UNSIGNED_16);
    short[] samples = new short[layout.pixels()];
    PixelFormat format = new Jpeg2000Pixels().decode(frame(name), layout, samples);
    assertThat(format).isEqualTo(new PixelFormat(16, bits, bits - 1, signed));
    assertThat(samples).isEqualTo(shorts(name.replace(".j2k", ".raw")));
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
  void another_size_is_refused_before_anything_is_decoded() {
    FrameLayout layout = new FrameLayout(41, 33, UNSIGNED_16);
    assertThatThrownBy(
            () -> new Jpeg2000Pixels().decode(frame("u12.j2k"), layout, new short[41 * 33]))
        .isInstanceOf(DicomFormatException.class)
        .hasMessage("JPEG 2000: 40 x 33 pixels, the DICOM header says 41 x 33");
  }

  @Test
  void more_bits_than_are_allocated_are_refused() {
    FrameLayout layout = new FrameLayout(40, 33, new PixelFormat(8, 8, 7, false));
    assertThatThrownBy(
            () -> new Jpeg2000Pixels().decode(frame("u12.j2k"), layout, new short[40 * 33]))
        .isInstanceOfSatisfying(
            DicomFormatException.class, e -> assertThat(e.code()).isEqualTo("pixel-format"));
  }

  @Test
  void streams_that_would_cost_more_than_they_hold_are_refused() throws IOException {
    FrameLayout layout = new FrameLayout(40, 33, UNSIGNED_16);
    byte[] whole = bytes("u12.j2k");
    byte[] tiny = whole.clone();
    // XTsiz and YTsiz stand 24 and 28 bytes into the stream: tiles of one pixel.
    ByteBuffer.wrap(tiny).putInt(24, 1).putInt(28, 1);
    byte[] layers = whole.clone();
    // COD follows SIZ: marker at 45, layers 6 bytes on.
    ByteBuffer.wrap(layers).putShort(45 + 6, (short) 0xFFFF);
    for (byte[] costly : new byte[][] {tiny, layers}) {
      assertThatThrownBy(
              () ->
                  new Jpeg2000Pixels()
                      .decode(ByteBuffer.wrap(costly), layout, new short[layout.pixels()]))
          .isInstanceOfSatisfying(
              DicomFormatException.class, e -> assertThat(e.code()).isEqualTo("pixel-format"));
    }
  }

  @Test
  void damaged_streams_cause_nothing_but_format_faults() throws IOException {
    FrameLayout layout = new FrameLayout(40, 33, UNSIGNED_16);
    Random random = new Random(7);
    for (String name : new String[] {"u12.j2k", "u16-tiles.j2k", "u12-lossy.j2k"}) {
      byte[] whole = bytes(name);
      for (int trial = 0; trial < 150; trial++) {
        byte[] damaged =
            trial % 3 == 0
                ? Arrays.copyOf(whole, random.nextInt(whole.length))
                : flipped(whole, random, trial % 3);
        try {
          new Jpeg2000Pixels().decode(ByteBuffer.wrap(damaged), layout, new short[layout.pixels()]);
        } catch (DicomFormatException e) {
          assertThat(e.code()).isIn("truncated", "corrupt-pixels", "pixel-format");
        }
      }
    }
  }

  private static byte[] flipped(byte[] whole, Random random, int times) {
    byte[] damaged = whole.clone();
    for (int i = 0; i < 2 * times; i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
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

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = Jpeg2000PixelsTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
