package org.nodulens.dicom.jpeglossless;

import java.nio.ByteBuffer;
import java.util.Set;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelDecoder;
import org.nodulens.dicom.PixelFormat;

/** JPEG lossless of one component, all selection values under either transfer syntax. */
public final class JpegLosslessPixels implements PixelDecoder {
  @Override
  public Set<String> transferSyntaxes() {
    return Set.of("1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70");
  }

  @Override
  public PixelFormat decode(ByteBuffer frame, FrameLayout layout, short[] samples)
      throws DicomFormatException {
    JpegBytes in = JpegBytes.of(frame);
    LosslessScan scan = new HeaderReader(in).readScan();
    scan.frame().requireFits(layout);
    scan.decode(in, layout, samples);
    return layout.format();
  }
}
