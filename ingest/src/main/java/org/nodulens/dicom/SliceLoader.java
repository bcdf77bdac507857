package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads one slice after the other as HU; one for each thread. */
final class SliceLoader implements Closeable {
  private final FrameReader frames = new FrameReader();
  private @Nullable HuTable lastTable;

  /** Row by row, {@link org.nodulens.ct.CtVolume#PADDING_HU} where there is none. */
  short[] hu(SliceHeader slice) throws IOException {
    PixelDecoder decoder = PixelDecoders.of(slice);
    FrameLayout layout = slice.layout();
    try {
      // Room for what is promised is only made once its bytes are there.
      ByteBuffer frame = frames.read(slice);
      short[] samples = new short[layout.pixels()];
      table(slice, decoder.decode(frame, layout, samples)).apply(samples);
      return samples;
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

  @Override
  public void close() throws IOException {
    frames.close();
  }
}
