package org.nodulens.dicom.jpegls;

import java.nio.ByteBuffer;
import java.util.Set;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelDecoder;
import org.nodulens.dicom.PixelFormat;

/** Frames stored as JPEG-LS, one codestream a frame (PS3.5 section 8.2.3). */
public final class JpegLsPixels implements PixelDecoder {
  private static final String LOSSLESS = "1.2.840.10008.1.2.4.80";
  private static final String NEAR_LOSSLESS = "1.2.840.10008.1.2.4.81";

  @Override
  public Set<String> transferSyntaxes() {
    return Set.of(LOSSLESS, NEAR_LOSSLESS);
  }

  @Override
  public PixelFormat decode(ByteBuffer frame, FrameLayout layout, short[] samples)
      throws DicomFormatException {
    byte[] codestream = new byte[frame.remaining()];
    frame.duplicate().get(codestream);
    CodestreamHeader header = CodestreamHeader.read(codestream);
    PixelFormat format = format(header, layout.format());
    header.frame().requireSize(layout);
    new Scan(header, codestream).decode(layout, samples);
    return format;
  }

  /**
   * The codestream's samples have no sign and may have fewer bits than the header says: then they
   * lie in the low ones, and the highest is the sign. They may have more: lossless, the bits stored
   * are picked out as ever; near-lossless, a value may have grown out of them.
   */
  private static PixelFormat format(CodestreamHeader header, PixelFormat format)
      throws DicomFormatException {
    int precision = header.frame().precision();
    if (precision > format.bitsAllocated()) {
      throw Faults.notRead(
          "samples of " + precision + " bits in " + format.bitsAllocated() + " bits allocated");
    }
    boolean lossless = header.parameters().near() == 0;
    return lossless && precision > format.highBit()
        ? format
        : new PixelFormat(format.bitsAllocated(), precision, precision - 1, format.signed());
  }
}
