package org.nodulens.dicom.jpeglossless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;

class BadJpegLosslessTest {
  private static final FrameLayout LAYOUT = new FrameLayout(3, 2, new PixelFormat(8, 8, 7, false));
  private static final byte[] SOI = Streams.bytes(0xFF, 0xD8);
  private static final byte[] TABLE = Streams.table(0, Streams.TABLE);
  private static final byte[] FRAME = Streams.frame(8, 3, 2);
  private static final byte[] SCAN = Streams.scan(1, 0);
  private static final byte[] CODES = Streams.bytes(0x5C, 0xB6);
  private static final byte[] EOI = Streams.bytes(0xFF, 0xD9);

  private static DicomFormatException refusal(byte[]... parts) {
    return refusal(LAYOUT, Streams.join(parts));
  }

  private static DicomFormatException refusal(FrameLayout layout, byte[] frame) {
    short[] samples = new short[layout.pixels()];
    DicomFormatException thrown =
        catchThrowableOfType(
            DicomFormatException.class,
            () -> new JpegLosslessPixels().decode(ByteBuffer.wrap(frame), layout, samples));
    assertThat(thrown).isNotNull();
    return thrown;
  }

  @Test
  void the_parts_make_a_frame_that_is_read() throws DicomFormatException {
    short[] samples = new short[6];
    byte[] frame = Streams.join(SOI, TABLE, FRAME, SCAN, CODES, EOI);
    new JpegLosslessPixels().decode(ByteBuffer.wrap(frame), LAYOUT, samples);
    assertThat(samples).containsExactly(128, 129, 127, 128, 131, 131);
  }

  @ParameterizedTest
  @CsvSource({"0xC0, SOF0", "0xC1, SOF1", "0xC2, SOF2", "0xC7, SOF7", "0xCB, SOF11"})
  void another_process_is_named(int marker, String name) {
    byte[] other = FRAME.clone();
    other[1] = (byte) marker;
    DicomFormatException refusal = refusal(SOI, TABLE, other, SCAN, CODES, EOI);
    assertThat(refusal.code()).isEqualTo("pixel-format");
    assertThat(refusal)
        .hasMessage(
            "the JPEG frame has "
                + name
                + ", expected SOF3: lossless, sequential, Huffman-coded (process 14)");
  }

  @Test
  void jpeg_ls_under_a_wrong_name_is_named() {
    DicomFormatException refusal = refusal(SOI, Streams.bytes(0xFF, 0xF7, 0, 11), FRAME);
    assertThat(refusal.code()).isEqualTo("pixel-format");
    assertThat(refusal).hasMessageContaining("JPEG-LS");
  }

  @Test
  void several_components_are_not_read() {
    byte[] colour = FRAME.clone();
    colour[9] = 3;
    DicomFormatException refusal = refusal(SOI, TABLE, colour, SCAN, CODES, EOI);
    assertThat(refusal.code()).isEqualTo("pixel-format");
    assertThat(refusal).hasMessage("the JPEG frame has 3 components, expected 1");
  }

  @Test
  void more_bits_than_are_allocated_are_not_read() {
    byte[] frame = Streams.join(SOI, TABLE, Streams.frame(9, 3, 2), SCAN, CODES, EOI);
    DicomFormatException refusal = refusal(LAYOUT, frame);
    assertThat(refusal.code()).isEqualTo("pixel-format");
    assertThat(refusal)
        .hasMessage("the JPEG frame has samples of 9 bits, of which 8 are allocated");
  }

  @Test
  void another_size_than_the_header_gives_is_corrupt() {
    DicomFormatException refusal = refusal(SOI, TABLE, Streams.frame(8, 2, 3), SCAN, CODES, EOI);
    assertThat(refusal.code()).isEqualTo("corrupt-pixels");
    assertThat(refusal).hasMessage("in the JPEG frame, there are 2 x 3 samples, expected 3 x 2");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, selection value 0 and point transform 0",
    "8, 0, selection value 8 and point transform 0",
    "1, 8, selection value 1 and point transform 8",
  })
  void a_scan_that_is_none_of_the_standard_is_corrupt(
      int selectionValue, int pointTransform, String message) {
    DicomFormatException refusal =
        refusal(SOI, TABLE, FRAME, Streams.scan(selectionValue, pointTransform), CODES, EOI);
    assertThat(refusal.code()).isEqualTo("corrupt-pixels");
    assertThat(refusal).hasMessageContaining(message);
  }

  @Test
  void what_makes_no_sense_before_the_scan_is_corrupt() {
    assertCorrupt("the first marker is not SOI", EOI);
    assertCorrupt("byte 0 is 0x00 where a marker should be", new byte[4]);
    assertCorrupt("EOI comes before any scan", SOI, EOI);
    assertCorrupt("marker 0xFFD0 comes before any scan", SOI, Streams.bytes(0xFF, 0xD0));
    assertCorrupt("a scan comes before the frame header SOF3", SOI, TABLE, SCAN);
    assertCorrupt("there are two frame headers", SOI, TABLE, FRAME, FRAME);
    assertCorrupt("the scan's Huffman table 0 is not defined", SOI, FRAME, SCAN, CODES);
    assertCorrupt("the precision is 17 bits", SOI, Streams.frame(17, 3, 2));
    assertCorrupt("marker 0xFFE0 at byte 4 has length 1", SOI, Streams.bytes(0xFF, 0xE0, 0, 1));
    assertCorrupt("DRI does not fill", SOI, Streams.bytes(0xFF, 0xDD, 0, 5, 0, 0, 0));
  }

  private static void assertCorrupt(String message, byte[]... parts) {
    DicomFormatException refusal = refusal(parts);
    assertThat(refusal.code()).isEqualTo("corrupt-pixels");
    assertThat(refusal).hasMessageStartingWith("in the JPEG frame, ").hasMessageContaining(message);
  }

  @Test
  void a_table_whose_codes_do_not_fit_is_corrupt() {
    byte[] table =
        Streams.table(0, new int[] {3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2});
    assertCorrupt("more codes of length 1 than fit", SOI, table, FRAME, SCAN, CODES, EOI);
  }

  @Test
  void a_code_that_no_table_has_is_corrupt() {
    // 0 101 11001 as it should be, then 111111
    byte[] codes = Streams.bytes(0x5C, 0xFE, 0x00, 0x00, 0x00, 0x00);
    assertCorrupt("no Huffman code begins at bit 9", SOI, TABLE, FRAME, SCAN, codes, EOI);
  }

  @Test
  void a_difference_longer_than_16_bits_is_corrupt() {
    byte[] table = Streams.table(0, new int[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 17});
    assertCorrupt("no Huffman code begins", SOI, table, FRAME, SCAN, new byte[9], EOI);
  }

  @Test
  void codes_that_are_left_over_are_corrupt() {
    byte[] more = Streams.bytes(0x12, 0x34);
    assertCorrupt("2 bytes of codes are left over", SOI, TABLE, FRAME, SCAN, CODES, more, EOI);
  }

  @Test
  void a_sample_beyond_the_precision_is_corrupt() {
    byte[] frame = new LosslessEncoder(8, 1).encode(new short[] {1, 2, 283, 4, 5, 6}, 3);
    DicomFormatException refusal = refusal(LAYOUT, frame);
    assertThat(refusal.code()).isEqualTo("corrupt-pixels");
    assertThat(refusal).hasMessage("in the JPEG frame, sample 2 is 283, not one of 8 bits");
  }

  @Test
  void restart_markers_come_in_order_and_after_whole_rows() {
    byte[] frame = new LosslessEncoder(8, 1).withRestartEvery(1).encode(new short[6], 3);
    int marker = indexOf(frame, 0xD0);
    frame[marker] = (byte) 0xD1;
    assertThat(refusal(LAYOUT, frame))
        .hasMessageContaining("marker 0xFFD1 ends restart interval 0, expected 0xFFD0");
    assertCorrupt(
        "the restart interval is 2 samples, expected a multiple of the row's 3",
        SOI,
        TABLE,
        FRAME,
        Streams.bytes(0xFF, 0xDD, 0, 4, 0, 2),
        SCAN,
        CODES,
        EOI);
  }

  @Test
  void another_number_of_rows_after_the_scan_is_corrupt() {
    byte[] frame = new LosslessEncoder(8, 1).withRowsInDnl().encode(new short[6], 3);
    frame[frame.length - 3] = 9;
    assertThat(refusal(LAYOUT, frame)).hasMessageContaining("no DNL segment with 2 rows");
  }

  private static int indexOf(byte[] frame, int code) {
    int at = 0;
    while ((frame[at] & 0xFF) != 0xFF || (frame[at + 1] & 0xFF) != code) {
      at++;
    }
    return at + 1;
  }

  @ParameterizedTest
  @ValueSource(strings = {"8-u-sv1", "12-u-sv4", "16-s-sv7"})
  void a_frame_cut_anywhere_is_truncated(String name) throws IOException {
    byte[] frame = JpegLosslessPixelsTest.resource(name);
    int bits = Integer.parseInt(name.substring(0, name.indexOf('-')));
    FrameLayout layout = SyntheticSlice.layout(bits, name.contains("s-"));
    for (int length = 0; length < frame.length - 3; length++) {
      DicomFormatException refusal = refusal(layout, Arrays.copyOf(frame, length));
      assertThat(refusal.code()).as("cut to %d bytes", length).isEqualTo("truncated");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void a_damaged_frame_gives_samples_or_a_format_exception(int selectionValue) {
    Random random = new Random(selectionValue);
    short[] samples = SyntheticSlice.samples(12, false);
    byte[] frame =
        new LosslessEncoder(12, selectionValue)
            .withRestartEvery(selectionValue % 3)
            .encode(samples, SyntheticSlice.COLUMNS);
    FrameLayout layout = SyntheticSlice.layout(12, false);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = damage(frame, random);
      try {
        new JpegLosslessPixels().decode(ByteBuffer.wrap(damaged), layout, samples);
      } catch (DicomFormatException e) {
        refused++;
        assertThat(e.code()).isIn("truncated", "corrupt-pixels", "pixel-format");
      }
    }
    assertThat(refused).isBetween(500, 2000);
  }

  private static byte[] damage(byte[] frame, Random random) {
    byte[] damaged = Arrays.copyOf(frame, frame.length - random.nextInt(2) * random.nextInt(40));
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int within = random.nextBoolean() ? 110 : damaged.length;
      damaged[random.nextInt(within)] = (byte) random.nextInt(256);
    }
    return damaged;
  }
}
