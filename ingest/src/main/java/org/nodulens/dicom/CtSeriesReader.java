package org.nodulens.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;

/** Reads a series' pixels as HU, each slice by its own rescale. */
public final class CtSeriesReader implements SliceSource {
  private final CtSeries series;

  private CtSeriesReader(CtSeries series) {
    this.series = series;
  }

  public static CtSeriesReader of(CtSeries series) {
    return new CtSeriesReader(series);
  }

  @Override
  public VolumeGeometry geometry() {
    return series.geometry();
  }

  /** The whole series. */
  public CtVolume read() throws IOException {
    return slices(0, series.slices().size());
  }

  @Override
  public CtVolume slices(int first, int count) throws IOException {
    VolumeGeometry whole = series.geometry();
    List<short[]> hu = new ArrayList<>();
    for (SliceHeader slice : series.slices().subList(first, first + count)) {
      hu.add(hu(slice));
    }
    VolumeGeometry part =
        new VolumeGeometry(
            new GridSize(whole.size().columns(), whole.size().rows(), count),
            whole.toPatient(new VoxelPoint(0, 0, first)),
            whole.axes());
    return new CtVolume(part, hu.toArray(short[][]::new));
  }

  private static short[] hu(SliceHeader slice) throws IOException {
    FrameLayout layout = new FrameLayout(slice.columns(), slice.rows(), slice.format());
    short[] pixels = new short[layout.pixels()];
    PixelFormat format = decode(slice, layout, pixels);
    PixelPadding padding = slice.padding();
    for (int i = 0; i < pixels.length; i++) {
      int stored = format.storedValue(pixels[i]);
      // Padding may not fit the stored bits: -2000 in twelve of them.
      if (padding.contains(stored) || padding.contains(format.wholeValue(pixels[i]))) {
        pixels[i] = CtVolume.PADDING_HU;
      } else {
        pixels[i] = toShort(slice.rescale().hu(stored));
      }
    }
    return pixels;
  }

  private static PixelFormat decode(SliceHeader slice, FrameLayout layout, short[] pixels)
      throws IOException {
    ByteBuffer frame = ByteBuffer.wrap(value(slice));
    try {
      return PixelDecoders.of(slice).decode(frame, layout, pixels);
    } catch (DicomFormatException e) {
      throw new DicomFormatException(e.code(), slice.path() + ": " + e.reason());
    }
  }

  private static short toShort(double hu) {
    double rounded = Math.rint(hu);
    return rounded > Short.MIN_VALUE && rounded <= Short.MAX_VALUE
        ? (short) rounded
        : CtVolume.PADDING_HU;
  }

  private static byte[] value(SliceHeader slice) throws IOException {
    PixelRange range = slice.pixels();
    if (range.length() > Integer.MAX_VALUE - 8) {
      throw new DicomFormatException(
          "malformed", slice.path() + " is malformed: " + range.length() + " bytes of pixels");
    }
    try (DicomInput in = DicomInput.open(slice.path())) {
      in.skip(range.offset(), Tag.PIXEL_DATA.toString());
      return in.bytes((int) range.length(), Tag.PIXEL_DATA.toString());
    }
  }
}
