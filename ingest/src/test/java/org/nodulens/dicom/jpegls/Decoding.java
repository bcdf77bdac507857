package org.nodulens.dicom.jpegls;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;

/** Calls the decoder. */
final class Decoding {
  private Decoding() {}

  /** Unsigned samples, in 16 bits allocated, of which all are stored. */
  static FrameLayout layout(int columns, int rows) {
    return new FrameLayout(columns, rows, new PixelFormat(16, 16, 15, false));
  }

  static int[] decoded(byte[] codestream, FrameLayout layout) throws DicomFormatException {
    short[] samples = new short[layout.pixels()];
    new JpegLsPixels().decode(ByteBuffer.wrap(codestream), layout, samples);
    int[] unsigned = new int[samples.length];
    for (int i = 0; i < samples.length; i++) {
      unsigned[i] = Short.toUnsignedInt(samples[i]);
    }
    return unsigned;
  }

  static PixelFormat format(byte[] codestream, FrameLayout layout) throws DicomFormatException {
    short[] samples = new short[layout.pixels()];
    return new JpegLsPixels().decode(ByteBuffer.wrap(codestream), layout, samples);
  }

  static DicomFormatException refusal(byte[] codestream, FrameLayout layout) {
    return catchThrowableOfType(DicomFormatException.class, () -> decoded(codestream, layout));
  }
}
