package org.nodulens.dicom.jpegls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.dicom.DicomFormatException;

class JpegLsRoundTripTest {
  private static final int[] COLUMNS = {1, 2, 7, 300};

  static Stream<Arguments> precisionsAndNears() {
    return IntStream.rangeClosed(2, 16)
        .boxed()
        .flatMap(
            precision ->
                IntStream.rangeClosed(0, Math.min(5, (1 << precision) / 2 - 1))
                    .mapToObj(near -> Arguments.of(precision, near)));
  }

  @ParameterizedTest
  @MethodSource("precisionsAndNears")
  void what_was_encoded_comes_back(int precision, int near) throws DicomFormatException {
    Random random = new Random(precision * 10 + near);
    int maximum = (1 << precision) - 1;
    for (int columns : COLUMNS) {
      for (int[] samples : images(random, columns, maximum)) {
        JpegLsEncoder encoder = new JpegLsEncoder(precision).withNear(near);
        assertDecoded(encoder.encode(samples, columns), samples, columns, near);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 12, 13, 40})
  void restart_intervals_begin_afresh(int lines) throws DicomFormatException {
    for (int[] samples : images(new Random(lines), 11, 4095)) {
      byte[] codestream = new JpegLsEncoder(12).withRestartEvery(lines).encode(samples, 11);
      assertDecoded(codestream, samples, 11, 0);
    }
  }

  @Test
  void restart_markers_come_in_their_order() throws DicomFormatException {
    int[] samples = noise(new Random(5), 11 * 13, 255);
    byte[] codestream = new JpegLsEncoder(8).withRestartEvery(4).encode(samples, 11);
    int second = new String(codestream, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00D1");
    codestream[second + 1] = (byte) 0xD2;
    assertThat(Decoding.refusal(codestream, Decoding.layout(11, 13)))
        .hasMessage("corrupt JPEG-LS: marker FFD2 at byte " + second + ", expected FFD1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 100, 128, 1000, 4000, 50000})
  void the_largest_sample_need_not_be_all_ones(int maximum) throws DicomFormatException {
    for (int near : new int[] {0, 1, 2}) {
      if (near <= maximum / 2) {
        for (int[] samples : images(new Random(maximum + near), 40, maximum)) {
          byte[] codestream =
              new JpegLsEncoder(16)
                  .withNear(near)
                  .withPreset(new Preset(maximum, 0, 0, 0, 0))
                  .encode(samples, 40);
          assertDecoded(codestream, samples, 40, near);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 31, 255, 65535})
  void contexts_may_be_halved_sooner_or_later(int reset) throws DicomFormatException {
    for (int[] samples : images(new Random(reset), 300, 65535)) {
      byte[] codestream =
          new JpegLsEncoder(16).withPreset(new Preset(0, 5, 5, 3000, reset)).encode(samples, 300);
      assertDecoded(codestream, samples, 300, 0);
    }
  }

  private static void assertDecoded(byte[] codestream, int[] samples, int columns, int near)
      throws DicomFormatException {
    int[] decoded =
        Decoding.decoded(codestream, Decoding.layout(columns, samples.length / columns));
    if (near == 0) {
      assertThat(decoded).isEqualTo(samples);
      return;
    }
    for (int i = 0; i < samples.length; i++) {
      assertThat(Math.abs(decoded[i] - samples[i])).isLessThanOrEqualTo(near);
    }
  }

  /** Thirteen rows of noise, of a slow walk, of runs, of two values, and of one. */
  private static int[][] images(Random random, int columns, int maximum) {
    int count = columns * 13;
    int[] noise = noise(random, count, maximum);
    int[] walk = new int[count];
    int[] runs = new int[count];
    int[] extremes = new int[count];
    int at = maximum / 2;
    for (int i = 0; i < count; i++) {
      at = Math.max(0, Math.min(at + random.nextInt(5) - 2, maximum));
      walk[i] = at;
      runs[i] = random.nextInt(40) == 0 ? noise[i] : maximum / 3;
      extremes[i] = random.nextBoolean() ? maximum : 0;
    }
    return new int[][] {noise, walk, runs, extremes, new int[count]};
  }

  private static int[] noise(Random random, int count, int maximum) {
    return random.ints(count, 0, maximum + 1).toArray();
  }
}
