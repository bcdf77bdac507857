package org.nodulens.dicom.jpeg2000;

import java.nio.ByteBuffer;
import java.util.Set;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelDecoder;
import org.nodulens.dicom.PixelFormat;

/** JPEG 2000 part 1 of one component, lossless or not. */
public final class Jpeg2000Pixels implements PixelDecoder {
  @Override
  public Set<String> transferSyntaxes() {
    return Set.of("1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91");
  }

  @Override
  public PixelFormat decode(ByteBuffer frame, FrameLayout layout, short[] samples)
      throws DicomFormatException {
    CodestreamBytes in = Jp2Boxes.codestream(CodestreamBytes.of(frame));
    Codestream codestream = Codestream.read(in, layout);
    new Jj2000(codestream.size(), PlainCodestream.of(codestream)).decode(samples);
    return codestream.size().format(layout.format());
  }
}
