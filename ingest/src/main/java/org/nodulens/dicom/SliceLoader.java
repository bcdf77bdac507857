package org.nodulens.dicom;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one slice after the other as HU; one for each thread. */
final class SliceLoader {
  private final FrameReader frames = new FrameReader();
  private @Nullable HuTable lastTable;

  /** Row by row, {@link org.nodulens.ct.CtVolume#PADDING_HU} where there is none. */
  short[] hu(SliceHeader slice) throws IOException {
    FrameLayout layout = slice.layout();
    short[] samples = new short[layout.pixels()];
    table(slice, decode(slice, layout, samples)).apply(samples);
    return samples;
  }

  private PixelFormat decode(SliceHeader slice, FrameLayout layout, short[] samples)
      throws IOException {
    PixelDecoder decoder = PixelDecoders.of(slice);
    try {
      return decoder.decode(frames.read(slice), layout, samples);
    } catch (DicomFormatException e) {
      String where = slice.location().toString();
      throw e.reason().contains(where)
          ? e
          : new DicomFormatException(e.code(), where + ": " + e.reason());
    }
  }

  private HuTable table(SliceHeader slice, PixelFormat format) {
    HuTable table = lastTable;
    if (table == null || !table.isFor(format, slice.padding(), slice.rescale())) {
      table = new HuTable(format, slice.padding(), slice.rescale());
      lastTable = table;
    }
    return table;
  }
}
