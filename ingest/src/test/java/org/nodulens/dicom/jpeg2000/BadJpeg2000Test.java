package org.nodulens.dicom.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;

/** Streams of {@link Jpeg2000PixelsTest}, changed. */
class BadJpeg2000Test {
  private static final FrameLayout LAYOUT =
      new FrameLayout(40, 33, new PixelFormat(16, 16, 15, false));

  /** SOC and SIZ take 2 and 43 bytes; COD follows. */
  private static final int COD = 45;

  private static DicomFormatException refusal(FrameLayout layout, byte[] frame) {
    short[] samples = new short[layout.pixels()];
    DicomFormatException thrown =
        catchThrowableOfType(
            DicomFormatException.class,
            () -> new Jpeg2000Pixels().decode(ByteBuffer.wrap(frame), layout, samples));
    assertThat(thrown).isNotNull();
    return thrown;
  }

  private static byte[] u12() throws IOException {
    return Jpeg2000PixelsTest.bytes("u12.j2k");
  }

  @Test
  void another_size_is_refused_before_anything_is_decoded() throws IOException {
    FrameLayout wider = new FrameLayout(41, 33, LAYOUT.format());
    DicomFormatException refusal = refusal(wider, u12());
    assertThat(refusal.code()).isEqualTo("corrupt-pixels");
    assertThat(refusal)
        .hasMessage("in the JPEG 2000 codestream, there are 40 x 33 samples, expected 41 x 33");
  }

  @Test
  void more_bits_than_are_allocated_are_refused() throws IOException {
    FrameLayout narrow = new FrameLayout(40, 33, new PixelFormat(8, 8, 7, false));
    DicomFormatException refusal = refusal(narrow, u12());
    assertThat(refusal.code()).isEqualTo("pixel-format");
    assertThat(refusal)
        .hasMessage("the JPEG 2000 codestream has samples of 12 bits, of which 8 are allocated");
  }

  @ParameterizedTest
  @CsvSource({
    "0xFF50, high-throughput JPEG 2000",
    "0xFF53, codes a component apart",
    "0xFF5D, codes a component apart",
    "0xFF5E, has a region of interest",
    "0xFF5F, changes its progression order",
    "0xFF60, has packed packet headers",
  })
  void what_no_slice_needs_is_refused_by_name(int marker, String name) throws IOException {
    DicomFormatException refusal = refusal(LAYOUT, withSegment(marker, new byte[6]));
    assertThat(refusal.code()).isEqualTo("pixel-format");
    assertThat(refusal).hasMessageContaining(name);
  }

  @Test
  void comments_and_pointers_are_passed_over() throws IOException {
    short[] samples = new short[LAYOUT.pixels()];
    for (int marker : new int[] {0xFF55, 0xFF57, 0xFF63, 0xFF64, 0xFF70}) {
      byte[] frame = withSegment(marker, new byte[] {-1, -1, -1, -1, -1});
      new Jpeg2000Pixels().decode(ByteBuffer.wrap(frame), LAYOUT, samples);
    }
  }

  private static byte[] withSegment(int marker, byte[] parameters) throws IOException {
    byte[] whole = u12();
    return ByteBuffer.allocate(whole.length + 4 + parameters.length)
        .put(whole, 0, COD)
        .putShort((short) marker)
        .putShort((short) (2 + parameters.length))
        .put(parameters)
        .put(whole, COD, whole.length - COD)
        .array();
  }

  @ParameterizedTest
  @CsvSource({
    // of SIZ: capabilities, first column, tile width, tiles' left, components, subsampling
    "6, 0x40, pixel-format, high-throughput",
    "19, 9, corrupt-pixels, there are 31 x 33 samples",
    "27, 0, corrupt-pixels, SIZ describes no image",
    "35, 1, corrupt-pixels, SIZ describes no image",
    "41, 3, pixel-format, 3 components",
    "43, 2, pixel-format, subsampled",
    // of COD: layers, levels, code-block width, its style, wavelet
    "51, 0xFF, pixel-format, 65281 layers",
    "54, 17, pixel-format, 17 decomposition levels",
    "55, 9, corrupt-pixels, COD makes no sense",
    "57, 0x40, pixel-format, high-throughput",
    "58, 2, corrupt-pixels, COD makes no sense",
    // of QCD: style, and an exponent of 31 with seven guard bits
    "63, 3, corrupt-pixels, QCD makes no sense",
    "63, 0xE0, pixel-format, bit-planes",
  })
  void a_header_that_asks_too_much_is_refused(int at, int value, String code, String message)
      throws IOException {
    byte[] frame = u12();
    frame[at] = (byte) value;
    if (code.equals("pixel-format") && at == 63) {
      frame[64] = (byte) 0xF8;
    }
    DicomFormatException refusal = refusal(LAYOUT, frame);
    assertThat(refusal).hasMessageContaining(message);
    assertThat(refusal.code()).isEqualTo(code);
  }

  @Test
  void what_would_cost_more_than_it_holds_is_refused() throws IOException {
    byte[] tiles = u12();
    ByteBuffer.wrap(tiles).putInt(24, 1).putInt(28, 1); // of one pixel
    assertThat(refusal(LAYOUT, tiles)).hasMessageContaining("no tile 1 of 1320");

    byte[] layers = u12();
    ByteBuffer.wrap(layers).putShort(51, (short) 1000); // of three packets each
    assertThat(refusal(LAYOUT, layers))
        .hasMessageMatching("in the JPEG 2000 codestream, a tile of 3000 packets has \\d+ bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"u12.j2k", "u12-layers.j2k", "u16-tiles.j2k", "u16-offset.j2k"})
  void a_stream_cut_anywhere_is_truncated(String name) throws IOException {
    byte[] whole = Jpeg2000PixelsTest.bytes(name);
    for (int length = 4; length < whole.length - 2; length++) {
      DicomFormatException refusal = refusal(LAYOUT, Arrays.copyOf(whole, length));
      assertThat(refusal.code()).as("cut to %d bytes", length).isEqualTo("truncated");
    }
  }

  /**
   * Psot 0: the tile-part ends where the bytes do, so only its packets tell that some are missing.
   */
  @ParameterizedTest
  @CsvSource({"u12.j2k, 124", "u12-lossy.j2k, 149"})
  void a_stream_that_does_not_tell_its_length_is_read_whole_or_not_at_all(String name, int packets)
      throws IOException {
    byte[] whole = Jpeg2000PixelsTest.bytes(name);
    ByteBuffer.wrap(whole).putInt(packets - 8, 0);
    for (int length = packets; length < whole.length - 2; length++) {
      DicomFormatException refusal = refusal(LAYOUT, Arrays.copyOf(whole, length));
      assertThat(refusal.code()).as("cut to %d bytes", length).isIn("truncated", "corrupt-pixels");
    }
  }

  /** The library reads ones out of FFFF for ever. */
  @Test
  void packet_headers_of_nothing_but_ones_come_to_an_end() throws IOException {
    byte[] frame = u12();
    Arrays.fill(frame, 124, frame.length - 2, (byte) 0xFF);
    assertThat(refusal(LAYOUT, frame).code()).isEqualTo("corrupt-pixels");
  }

  @Test
  void bytes_that_belong_to_no_packet_are_corrupt() throws IOException {
    byte[] frame = u12();
    frame[124] = 0; // the first packet is empty, and the next begins within it
    assertThat(refusal(LAYOUT, frame).code()).isEqualTo("corrupt-pixels");
  }

  @Test
  void damaged_streams_give_samples_or_a_format_exception_and_print_nothing() throws IOException {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var printed = new ByteArrayOutputStream();
    var capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
    int refused = 0;
    try {
      for (String name :
          new String[] {"u12.j2k", "u12-layers.j2k", "u16-tiles.j2k", "u16-offset.j2k"}) {
        refused += damage(Jpeg2000PixelsTest.bytes(name), new Random(7));
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(refused).isBetween(400, 2000);
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static int damage(byte[] whole, Random random) {
    int refused = 0;
    for (int trial = 0; trial < 500; trial++) {
      byte[] damaged = whole.clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        int within = random.nextBoolean() ? 150 : whole.length;
        damaged[random.nextInt(within)] =
            (byte) (random.nextInt(3) == 0 ? 0xFF : random.nextInt(256));
      }
      try {
        short[] samples = new short[LAYOUT.pixels()];
        new Jpeg2000Pixels().decode(ByteBuffer.wrap(damaged), LAYOUT, samples);
      } catch (DicomFormatException e) {
        refused++;
        assertThat(e.code()).isIn("truncated", "corrupt-pixels", "pixel-format");
      }
    }
    return refused;
  }
}
