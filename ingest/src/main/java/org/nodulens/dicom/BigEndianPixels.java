package org.nodulens.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Big endian samples, one after the other. */
public final class BigEndianPixels implements PixelDecoder {
  @Override
  public Set<String> transferSyntaxes() {
    return Set.of(TransferSyntax.EXPLICIT_BIG_ENDIAN);
  }

  @Override
  public PixelFormat decode(ByteBuffer frame, FrameLayout layout, short[] samples)
      throws DicomFormatException {
    UncompressedPixels.copy(frame.slice().order(ByteOrder.BIG_ENDIAN), layout, samples);
    return layout.format();
  }
}
