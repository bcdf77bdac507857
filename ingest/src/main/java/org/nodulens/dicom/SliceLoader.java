package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads one slice after the other as HU; one for each thread. */
final class SliceLoader implements Closeable {
  private final FrameReader frames = new FrameReader();
  private @Nullable HuRule lastRule;
  private @Nullable HuConversion lastConversion;

  /** Row by row, {@link org.nodulens.ct.CtVolume#PADDING_HU} where there is none. */
  short[] hu(SliceHeader slice) throws IOException {
    PixelDecoder decoder = PixelDecoders.of(slice);
    FrameLayout layout = slice.layout();
    try {
      // Room for what is promised is only made once its bytes are there, and fresh in the cache.
      ByteBuffer frame = frames.read(slice);
      short[] samples = new short[layout.pixels()];
      PixelFormat format = decoder.decode(frame, layout, samples);
      conversion(new HuRule(format, slice.padding(), slice.rescale())).apply(samples);
      return samples;
    } catch (DicomFormatException e) {
      String where = slice.location().toString();
      throw e.reason().contains(where)
          ? e
          : new DicomFormatException(e.code(), where + ": " + e.reason());
    }
  }

  /** Slices of a series have the same rule, or few. */
  private HuConversion conversion(HuRule rule) {
    HuConversion conversion = lastConversion;
    if (conversion == null || !rule.equals(lastRule)) {
      conversion = HuConversion.of(rule);
      lastConversion = conversion;
      lastRule = rule;
    }
    return conversion;
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }
}
