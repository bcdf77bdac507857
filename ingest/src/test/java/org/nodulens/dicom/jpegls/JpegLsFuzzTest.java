package org.nodulens.dicom.jpegls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.FuzzedFrame;
import org.nodulens.dicom.PixelFormat;

/** JPEG-LS codestreams. */
class JpegLsFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        seed("charls-u2-near1", 2, false),
        seed("charls-u8-preset", 8, false),
        seed("charls-u12-near12", 12, false),
        seed("charls-u16", 16, false),
        seed("gdcm-s12-near2", 12, true));
  }

  private static byte[] seed(String name, int bits, boolean signed) {
    PixelFormat format = new PixelFormat(bits <= 8 ? 8 : 16, bits, bits - 1, signed);
    FrameLayout layout = new FrameLayout(SyntheticSlice.COLUMNS, SyntheticSlice.ROWS, format);
    return FuzzedFrame.seed(layout, JpegLsFuzzTest.class, name + ".jls");
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_codestream_is_decoded_or_refused(byte[] bytes) {
    FuzzedFrame.decode(new JpegLsPixels(), bytes);
  }
}
