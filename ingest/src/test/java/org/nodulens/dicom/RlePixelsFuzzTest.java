package org.nodulens.dicom;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.dicom.jpegls.SyntheticSlice;

/** RLE frames. */
class RlePixelsFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(seed("dcmtk-u8", 8, false), seed("dcmtk-s16", 16, true));
  }

  private static byte[] seed(String name, int bits, boolean signed) {
    PixelFormat format = new PixelFormat(bits, bits, bits - 1, signed);
    FrameLayout layout = new FrameLayout(SyntheticSlice.COLUMNS, SyntheticSlice.ROWS, format);
    return FuzzedFrame.seed(layout, RlePixels.class, "rle/" + name + ".rle");
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_frame_is_decoded_or_refused(byte[] bytes) {
    FuzzedFrame.decode(new RlePixels(), bytes);
  }
}
