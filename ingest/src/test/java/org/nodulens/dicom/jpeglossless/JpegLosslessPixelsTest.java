package org.nodulens.dicom.jpeglossless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;

class JpegLosslessPixelsTest {
  private static final PixelFormat SIXTEEN = new PixelFormat(16, 16, 15, false);

  private static short[] decode(byte[] frame, FrameLayout layout) throws DicomFormatException {
    short[] samples = new short[layout.pixels()];
    PixelFormat format = new JpegLosslessPixels().decode(ByteBuffer.wrap(frame), layout, samples);
    assertThat(format).isEqualTo(layout.format());
    return samples;
  }

  private static FrameLayout sixteenBits(int columns, int rows) {
    return new FrameLayout(columns, rows, SIXTEEN);
  }

  @Test
  void differences_are_added_to_the_left_neighbour_and_in_the_first_column_to_the_one_above()
      throws DicomFormatException {
    // 128 129 127 / 128 131 131; the first prediction is 128: differences 0 1 -2 / 0 3 0.
    // SSSS 0, 1, 2 have codes 0, 10, 110; -2 is 01 and 3 is 11 of two bits:
    // 0 10.1 110.01 / 0 110.11 0 = 0101 1100 1011 0110
    byte[] frame = Streams.withCodes(8, 3, 2, 1, Streams.TABLE, 0x5C, 0xB6);
    short[] samples = decode(frame, new FrameLayout(3, 2, new PixelFormat(8, 8, 7, false)));
    assertThat(samples).containsExactly(128, 129, 127, 128, 131, 131);
  }

  @Test
  void a_zero_after_ff_is_no_data() throws DicomFormatException {
    // 128 + 31 = 159, 159 + 31 = 190; SSSS 5 has code 111110, 31 is 11111:
    // 11111011 11111111 011111 and two ones to fill the byte
    byte[] frame = Streams.withCodes(8, 2, 1, 1, Streams.TABLE, 0xFB, 0xFF, 0x00, 0x7F);
    short[] samples = decode(frame, new FrameLayout(2, 1, new PixelFormat(8, 8, 7, false)));
    assertThat(samples).containsExactly(159, 190);
  }

  @Test
  void a_difference_of_32768_has_no_bits_of_its_own() throws DicomFormatException {
    // 0 and 32768, the first predicted as 32768: twice SSSS 16, code 1110, then SSSS 0, code 0;
    // 1110 1110 0 and seven ones
    int[] table = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 16};
    byte[] frame = Streams.withCodes(16, 3, 1, 1, table, 0xEE, 0x7F);
    assertThat(decode(frame, sixteenBits(3, 1))).containsExactly(0, -32768, -32768);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void what_dcmtk_wrote_is_read_bit_by_bit(int selectionValue) throws IOException {
    assertThat(decode(resource("8-u-sv" + selectionValue), SyntheticSlice.layout(8, false)))
        .isEqualTo(SyntheticSlice.samples(8, false));
    assertThat(decode(resource("12-u-sv" + selectionValue), SyntheticSlice.layout(12, false)))
        .isEqualTo(SyntheticSlice.samples(12, false));
    assertThat(decode(resource("16-s-sv" + selectionValue), SyntheticSlice.layout(16, true)))
        .isEqualTo(SyntheticSlice.samples(16, true));
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = JpegLosslessPixelsTest.class.getResourceAsStream(name + ".jpg")) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  static Stream<Arguments> selectionValuesAndPrecisions() {
    return IntStream.rangeClosed(1, 7)
        .boxed()
        .flatMap(
            value ->
                IntStream.rangeClosed(2, 16).mapToObj(precision -> Arguments.of(value, precision)));
  }

  @ParameterizedTest
  @MethodSource("selectionValuesAndPrecisions")
  void what_was_encoded_comes_back(int selectionValue, int precision) throws IOException {
    Random random = new Random(selectionValue * 100 + precision);
    for (int columns : new int[] {1, 2, 7, 40}) {
      short[] noise = noise(random, columns * 9, precision);
      short[] smooth = smooth(random, columns * 9, precision);
      for (int restartRows : new int[] {0, 1, 2, 9, 20}) {
        for (short[] samples : new short[][] {noise, smooth}) {
          byte[] frame =
              new LosslessEncoder(precision, selectionValue)
                  .withRestartEvery(restartRows)
                  .encode(samples, columns);
          assertThat(decode(frame, sixteenBits(columns, 9))).isEqualTo(samples);
        }
      }
    }
  }

  private static short[] noise(Random random, int count, int precision) {
    short[] samples = new short[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (short) random.nextInt(1 << precision);
    }
    return samples;
  }

  private static short[] smooth(Random random, int count, int precision) {
    short[] samples = new short[count];
    int value = 1 << (precision - 1);
    for (int i = 0; i < count; i++) {
      value = Math.max(0, Math.min((1 << precision) - 1, value + random.nextInt(5) - 2));
      samples[i] = (short) value;
    }
    return samples;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void the_point_transform_drops_low_bits(int selectionValue) throws DicomFormatException {
    short[] samples = noise(new Random(selectionValue), 11 * 6, 12);
    for (int shift = 1; shift < 12; shift++) {
      byte[] frame =
          new LosslessEncoder(12, selectionValue)
              .withPointTransform(shift)
              .withRestartEvery(2)
              .encode(samples, 11);
      short[] decoded = decode(frame, sixteenBits(11, 6));
      for (int i = 0; i < samples.length; i++) {
        assertThat((int) decoded[i]).isEqualTo(samples[i] >> shift << shift);
      }
    }
  }

  @Test
  void the_number_of_rows_may_follow_the_scan() throws DicomFormatException {
    short[] samples = noise(new Random(3), 5 * 4, 10);
    byte[] frame = new LosslessEncoder(10, 1).withRowsInDnl().encode(samples, 5);
    assertThat(decode(frame, sixteenBits(5, 4))).isEqualTo(samples);
  }

  @Test
  void the_last_table_of_a_number_holds() throws DicomFormatException {
    int[] upsideDown = {1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 4, 3, 2, 1, 0};
    byte[] frame =
        Streams.join(
            Streams.bytes(0xFF, 0xD8),
            Streams.table(0, upsideDown),
            Streams.withoutSoi(Streams.withCodes(8, 3, 2, 1, Streams.TABLE, 0x5C, 0xB6)));
    short[] samples = decode(frame, new FrameLayout(3, 2, new PixelFormat(8, 8, 7, false)));
    assertThat(samples).containsExactly(128, 129, 127, 128, 131, 131);
  }

  @Test
  void any_kind_of_buffer_will_do_and_padding_follows_the_frame() throws IOException {
    byte[] frame = resource("16-s-sv6");
    ByteBuffer direct = ByteBuffer.allocateDirect(frame.length + 9);
    direct.position(5);
    direct.put(frame).put(new byte[2]).position(5).limit(5 + frame.length + 2);
    FrameLayout layout = SyntheticSlice.layout(16, true);
    short[] samples = new short[layout.pixels() + 1];
    new JpegLosslessPixels().decode(direct.asReadOnlyBuffer(), layout, samples);
    assertThat(samples).startsWith(SyntheticSlice.samples(16, true)).endsWith(new short[1]);
    assertThat(direct.position()).isEqualTo(5);
  }

  @Test
  void an_end_marker_is_not_insisted_on() throws IOException {
    byte[] frame = resource("16-s-sv6");
    byte[] cut = Arrays.copyOf(frame, frame.length - 2);
    assertThat(decode(cut, SyntheticSlice.layout(16, true)))
        .isEqualTo(SyntheticSlice.samples(16, true));
  }

  @Test
  void a_narrow_sample_whose_sign_was_extended_is_put_up_with() throws DicomFormatException {
    short[] samples = {-1, -2048, 0, 2047, -7, 9};
    byte[] frame = new LosslessEncoder(12, 1).encode(samples, 3);
    FrameLayout signed = new FrameLayout(3, 2, new PixelFormat(16, 12, 11, true));
    assertThat(decode(frame, signed)).isEqualTo(samples);
  }
}
