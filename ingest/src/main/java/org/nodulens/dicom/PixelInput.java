package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The object whose frames are being read, kept open while they are read in order: what is inflated
 * has no way into its middle but from its start.
 */
final class PixelInput implements Closeable {
  private @Nullable DicomLocation location;
  private @Nullable DicomInput in;

  /**
   * Goes to a place in a slice's object.
   *
   * @param offset as {@link PixelRange} counts, and not before the value of the pixels
   * @return stays with this, which closes it
   */
  DicomInput at(SliceHeader slice, long offset) throws IOException {
    DicomInput open = in;
    if (open == null || !slice.location().equals(location) || open.position() > offset) {
      close();
      open = slice.location().open();
      in = open;
      location = slice.location();
      open.skip(slice.pixels().dataSetOffset(), "the data set");
      DicomFile.openDataSet(open, slice.transferSyntaxUid());
    }
    open.skip(offset - open.position(), Tag.PIXEL_DATA.toString());
    return open;
  }

  @Override
  public void close() throws IOException {
    DicomInput open = in;
    in = null;
    if (open != null) {
      open.close();
    }
  }
}
