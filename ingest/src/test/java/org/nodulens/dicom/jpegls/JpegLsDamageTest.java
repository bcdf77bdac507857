package org.nodulens.dicom.jpegls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;

class JpegLsDamageTest {
  private static final FrameLayout LAYOUT =
      Decoding.layout(SyntheticSlice.COLUMNS, SyntheticSlice.ROWS);

  private static byte[] codestream(int precision, int near, int restartLines)
      throws DicomFormatException {
    return new JpegLsEncoder(precision)
        .withNear(near)
        .withRestartEvery(restartLines)
        .encode(SyntheticSlice.samples(precision, false), SyntheticSlice.COLUMNS);
  }

  @ParameterizedTest
  @CsvSource({"12, 0, 0", "16, 3, 0", "8, 0, 4"})
  void a_codestream_cut_anywhere_is_truncated_or_complete(int precision, int near, int restartLines)
      throws DicomFormatException {
    byte[] whole = codestream(precision, near, restartLines);
    int[] expected = Decoding.decoded(whole, LAYOUT);
    assertThat(Decoding.decoded(Arrays.copyOf(whole, whole.length - 2), LAYOUT))
        .isEqualTo(expected);
    for (int length = 0; length < whole.length - 3; length++) {
      DicomFormatException refusal = Decoding.refusal(Arrays.copyOf(whole, length), LAYOUT);
      assertThat(refusal).as("cut at byte %d", length).isNotNull();
      assertThat(refusal.code()).isEqualTo("truncated");
    }
  }

  @ParameterizedTest
  @CsvSource({"12, 0, 0", "16, 3, 0", "8, 0, 4", "16, 0, 0", "2, 0, 1"})
  void a_damaged_codestream_gives_pixels_or_one_kind_of_exception(
      int precision, int near, int restartLines) throws DicomFormatException {
    byte[] whole = codestream(precision, near, restartLines);
    Random random = new Random(precision);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = whole.clone();
      for (int flip = random.nextInt(4); flip >= 0; flip--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      refused += refuses(damaged) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(1500);
  }

  @Test
  void noise_behind_a_header_gives_pixels_or_one_kind_of_exception() throws DicomFormatException {
    byte[] header = Arrays.copyOf(codestream(16, 0, 0), 25);
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      byte[] noise = Arrays.copyOf(header, header.length + random.nextInt(4000));
      int mostlyZero = random.nextInt(3);
      for (int at = header.length; at < noise.length; at++) {
        noise[at] = (byte) (random.nextInt(256) >> (mostlyZero * random.nextInt(5)));
      }
      refuses(noise);
    }
  }

  private static boolean refuses(byte[] codestream) {
    try {
      new JpegLsPixels().decode(ByteBuffer.wrap(codestream), LAYOUT, new short[LAYOUT.pixels()]);
      return false;
    } catch (DicomFormatException e) {
      assertThat(e.code()).isIn("truncated", "corrupt-pixels", "pixel-format");
      return true;
    }
  }
}
