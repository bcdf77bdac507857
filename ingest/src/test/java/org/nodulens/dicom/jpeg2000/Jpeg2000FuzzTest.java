package org.nodulens.dicom.jpeg2000;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.FuzzedFrame;
import org.nodulens.dicom.PixelFormat;

/** JPEG 2000 frames. */
class Jpeg2000FuzzTest {
  private static final FrameLayout LAYOUT =
      new FrameLayout(40, 33, new PixelFormat(16, 16, 15, false));

  static Stream<byte[]> seeds() {
    return Stream.of(
            "u12.j2k", "u12-layers.j2k", "u16-tiles.j2k", "u16-offset.j2k", "u12-lossy.j2k")
        .map(name -> FuzzedFrame.seed(LAYOUT, Jpeg2000FuzzTest.class, name));
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_frame_is_decoded_or_refused(byte[] bytes) {
    FuzzedFrame.decode(new Jpeg2000Pixels(), bytes);
  }
}
