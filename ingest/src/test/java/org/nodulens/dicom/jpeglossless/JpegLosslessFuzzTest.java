package org.nodulens.dicom.jpeglossless;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.FuzzedFrame;
import org.nodulens.dicom.PixelFormat;

/** JPEG lossless frames. */
class JpegLosslessFuzzTest {
  private static final int COLUMNS = 9;
  private static final int ROWS = 7;

  static Stream<byte[]> seeds() {
    return IntStream.rangeClosed(1, 7).mapToObj(JpegLosslessFuzzTest::seed);
  }

  /** Each selection value with another precision; some with restart intervals. */
  private static byte[] seed(int selectionValue) {
    int precision = 2 * selectionValue + 2;
    short[] samples = new short[COLUMNS * ROWS];
    Random random = new Random(selectionValue);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt(1 << precision);
    }
    byte[] frame =
        new LosslessEncoder(precision, selectionValue)
            .withRestartEvery(selectionValue % 3)
            .encode(samples, COLUMNS);
    PixelFormat format = new PixelFormat(16, precision, precision - 1, false);
    return FuzzedFrame.seed(new FrameLayout(COLUMNS, ROWS, format), frame);
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_frame_is_decoded_or_refused(byte[] bytes) {
    FuzzedFrame.decode(new JpegLosslessPixels(), bytes);
  }
}
