package org.nodulens.dicom.jpegls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;

/** Streams that dcmtk, GDCM and CharLS wrote: see make_streams.py beside them. */
class OtherEncodersTest {
  private static final Pattern NAME =
      Pattern.compile("\\w+-([us])(\\d+)(?:-near(\\d+))?(?:-preset)?\\.jls");

  /** Name, and SHA-256 of the samples as the makers' libraries decode them. */
  static Stream<String[]> streams() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(resource("expected.csv"), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> line.split(",", 2)).toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void a_stream_is_decoded_as_its_makers_decode_it(String name, String sha256) throws IOException {
    Matcher kind = NAME.matcher(name);
    assertThat(kind.matches()).isTrue();
    boolean signed = kind.group(1).equals("s");
    int bits = Integer.parseInt(kind.group(2));
    int near = kind.group(3) == null ? 0 : Integer.parseInt(kind.group(3));
    PixelFormat header = new PixelFormat(bits <= 8 ? 8 : 16, bits, bits - 1, signed);
    FrameLayout layout = new FrameLayout(SyntheticSlice.COLUMNS, SyntheticSlice.ROWS, header);
    short[] samples = new short[layout.pixels()];
    byte[] stream;
    try (InputStream in = resource(name)) {
      stream = in.readAllBytes();
    }
    PixelFormat format = new JpegLsPixels().decode(ByteBuffer.wrap(stream), layout, samples);
    assertThat(sha256(samples)).isEqualTo(sha256);
    int[] expected = SyntheticSlice.samples(bits, signed);
    for (int i = 0; i < samples.length; i++) {
      assertThat(Math.abs(storedValue(samples[i], format) - expected[i])).isLessThanOrEqualTo(near);
    }
  }

  /** As PixelFormat does it, which keeps that to its package. */
  private static int storedValue(short sample, PixelFormat format) {
    int top = sample << (31 - format.highBit());
    int unused = 32 - format.bitsStored();
    return format.signed() ? top >> unused : top >>> unused;
  }

  private static InputStream resource(String name) {
    InputStream in = OtherEncodersTest.class.getResourceAsStream(name);
    if (in == null) {
      throw new AssertionError("no resource " + name);
    }
    return in;
  }

  private static String sha256(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
