package org.nodulens.dicom.jpegls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;

class JpegLsPixelsTest {
  /** The image of T.87 annex H.3 and its codestream. */
  private static final int[] EXAMPLE = {
    0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145
  };

  private static final String SOI = "FFD8";
  private static final String SOF = "FFF7000B080004000401011100";
  private static final String SOS = "FFDA0008010100000000";
  private static final String DATA = "C000006C80208E01C00000574000006EE6000001BC18000005D800009160";
  private static final String EOI = "FFD9";
  private static final FrameLayout LAYOUT = new FrameLayout(4, 4, new PixelFormat(8, 8, 7, false));

  private static byte[] bytes(String... hex) {
    return HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
  }

  @Test
  void the_example_of_the_standard_is_decoded() throws DicomFormatException {
    assertThat(Decoding.decoded(bytes(SOI, SOF, SOS, DATA, EOI), LAYOUT)).isEqualTo(EXAMPLE);
  }

  @Test
  void the_encoder_of_the_tests_writes_the_example_of_the_standard() throws DicomFormatException {
    byte[] encoded = new JpegLsEncoder(8).encode(EXAMPLE, 4);
    assertThat(encoded).isEqualTo(bytes(SOI, SOF, SOS, DATA, EOI));
  }

  @Test
  void comments_application_data_and_fill_bytes_are_passed_over() throws DicomFormatException {
    byte[] codestream =
        bytes(SOI, "FFFE0004 4142", "FFE80002", "FFFF", SOF, "FF", SOS, DATA, "FFFF", EOI);
    assertThat(Decoding.decoded(codestream, LAYOUT)).isEqualTo(EXAMPLE);
  }

  @Test
  void an_end_marker_is_not_insisted_on_and_padding_may_follow() throws DicomFormatException {
    assertThat(Decoding.decoded(bytes(SOI, SOF, SOS, DATA), LAYOUT)).isEqualTo(EXAMPLE);
    assertThat(Decoding.decoded(bytes(SOI, SOF, SOS, DATA, EOI, "00"), LAYOUT)).isEqualTo(EXAMPLE);
  }

  @Test
  void any_kind_of_buffer_will_do_and_is_left_as_it_was() throws DicomFormatException {
    byte[] codestream = bytes(SOI, SOF, SOS, DATA, EOI);
    ByteBuffer direct = ByteBuffer.allocateDirect(codestream.length + 7).put(new byte[3]);
    direct.put(codestream).flip().position(3);
    short[] samples = new short[17];
    PixelFormat format = new JpegLsPixels().decode(direct.asReadOnlyBuffer(), LAYOUT, samples);
    assertThat(format).isEqualTo(LAYOUT.format());
    assertThat(samples[3]).isEqualTo((short) 74);
    assertThat(samples[16]).isZero();
    assertThat(direct.position()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "FFF7000B080004000403011100, pixel-format, 3 components",
    "FFC0000B080004000401011100, pixel-format, another JPEG process (SOF0)",
    "FFC3000B080004000401011100, pixel-format, another JPEG process (SOF3)",
    "FFF7000B110004000401011100, corrupt-pixels, samples of 17 bits",
    "FFF7000B010004000401011100, corrupt-pixels, samples of 1 bits",
    "FFF7000B100004000401011100, pixel-format, samples of 16 bits in 8 bits allocated",
    "FFF7000B080005000401011100, corrupt-pixels, 'an image of 4 x 5 pixels, expected 4 x 4'",
    "FFF7000B080004000301011100, corrupt-pixels, 'an image of 3 x 4 pixels, expected 4 x 4'",
    "FFF700040800, corrupt-pixels, segment FFF7 is too short",
    "FFF70001, corrupt-pixels, segment FFF7 has a length of 1",
    "FFF7FFFF, truncated, the end of segment FFF7",
    "FFD9, corrupt-pixels, marker FFD9 before the scan",
    "1234, corrupt-pixels, no marker at byte 2",
    "FFFE0002, corrupt-pixels, a scan without a frame",
  })
  void a_frame_header_that_is_not_read_is_refused(String hex, String code, String message) {
    DicomFormatException refusal = Decoding.refusal(bytes(SOI, hex, SOS, DATA, EOI), LAYOUT);
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "FFF80005020001, pixel-format, a mapping table",
    "FFF80005030001, pixel-format, a mapping table",
    "FFF80009040300000100, pixel-format, an oversize image",
    "FFF8000305, pixel-format, preset parameters of kind 5",
    "FFF8000D01 0100 0000 0000 0000 0000, corrupt-pixels, 'MAXVAL is 256, which is not between 1 and 255'",
    "FFF8000D01 0000 0000 0002 0000 0000, corrupt-pixels, 'T2 is 2, which is not between 3 and 255'",
    "FFF8000D01 0000 0000 0000 0000 0002, corrupt-pixels, 'RESET is 2, which is not between 3 and 255'",
    "FFF8000601 0000 00, corrupt-pixels, segment FFF8 is too short",
    "FFDD0007 0000000001, corrupt-pixels, segment FFDD is too long",
  })
  void preset_parameters_that_are_not_read_are_refused(String hex, String code, String message) {
    DicomFormatException refusal = Decoding.refusal(bytes(SOI, SOF, hex, SOS, DATA, EOI), LAYOUT);
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "FFDA000801 0101 000000, pixel-format, a mapping table",
    "FFDA000801 0100 000001, pixel-format, a point transform",
    "FFDA000801 0100 000300, corrupt-pixels, interleave mode 3",
    "FFDA000801 0100 800000, corrupt-pixels, 'NEAR is 128, which is not between 0 and 127'",
    "FFDA000A02 01000200 000000, corrupt-pixels, a scan of 2 components",
    "FFDA000901 0100 000000 FF, corrupt-pixels, segment FFDA is too long",
  })
  void a_scan_that_is_not_read_is_refused(String hex, String code, String message) {
    DicomFormatException refusal = Decoding.refusal(bytes(SOI, SOF, hex, DATA, EOI), LAYOUT);
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal).hasMessageContaining(message);
  }

  @Test
  void what_is_no_codestream_is_refused() {
    assertThat(Decoding.refusal(bytes("0200000040000000"), LAYOUT))
        .hasMessage("corrupt JPEG-LS: no marker at byte 0");
    assertThat(Decoding.refusal(bytes("FFF7"), LAYOUT))
        .hasMessage("corrupt JPEG-LS: marker FFF7 at byte 0, expected FFD8");
    assertThat(Decoding.refusal(new byte[0], LAYOUT).code()).isEqualTo("truncated");
  }

  @Test
  void data_that_are_left_over_or_end_at_a_marker_are_no_such_image() {
    DicomFormatException longer = Decoding.refusal(bytes(SOI, SOF, SOS, DATA, "0000", EOI), LAYOUT);
    assertThat(longer.code()).isEqualTo("corrupt-pixels");
    assertThat(longer).hasMessageContaining("left over");
    DicomFormatException shorter =
        Decoding.refusal(bytes(SOI, SOF, SOS, DATA.substring(0, 44), EOI), LAYOUT);
    assertThat(shorter.code()).isEqualTo("corrupt-pixels");
    assertThat(shorter).hasMessageContaining("before the last pixel");
  }

  @Test
  void the_number_of_lines_may_follow_the_scan() throws DicomFormatException {
    byte[] codestream = new JpegLsEncoder(8).withLinesBehindScan().encode(EXAMPLE, 4);
    assertThat(Decoding.decoded(codestream, LAYOUT)).isEqualTo(EXAMPLE);
    int lines = codestream.length - 3;
    assertThat(codestream[lines]).isEqualTo((byte) 4);
    codestream[lines] = 5;
    assertThat(Decoding.refusal(codestream, LAYOUT))
        .hasMessageContaining("an image of 5 lines, expected 4");
    assertThat(Decoding.refusal(Arrays.copyOf(codestream, lines - 5), LAYOUT).code())
        .isEqualTo("truncated");
  }

  @ParameterizedTest
  @CsvSource({
    // stored, high bit, codestream's bits, NEAR -> stored, high bit
    "12, 11, 12, 0, 12, 11",
    "12, 11, 16, 0, 12, 11",
    "12, 11, 10, 0, 10, 9",
    "12, 15, 12, 0, 12, 11",
    "12, 15, 16, 0, 12, 15",
    "12, 11, 16, 1, 16, 15",
    "12, 11, 12, 1, 12, 11",
  })
  void the_codestream_says_how_many_bits_there_are(
      int stored, int high, int precision, int near, int expectedStored, int expectedHigh)
      throws DicomFormatException {
    byte[] codestream = new JpegLsEncoder(precision).withNear(near).encode(new int[6], 3);
    FrameLayout layout = new FrameLayout(3, 2, new PixelFormat(16, stored, high, true));
    assertThat(Decoding.format(codestream, layout))
        .isEqualTo(new PixelFormat(16, expectedStored, expectedHigh, true));
  }
}
