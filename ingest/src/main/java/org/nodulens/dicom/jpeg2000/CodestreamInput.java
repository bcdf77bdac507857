package org.nodulens.dicom.jpeg2000;

import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A codestream for the library to read. Beyond its end it throws what is no IOException: of those
 * the library makes a trace on the console, and stops the thread.
 */
final class CodestreamInput extends ImageInputStreamImpl {
  private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

  private final ByteBuffer bytes;

  /** The bytes, and an end marker behind them: some writers leave it out. */
  CodestreamInput(ByteBuffer codestream) {
    bytes = ByteBuffer.allocate(codestream.remaining() + END.length);
    bytes.put(codestream.duplicate()).put(END);
  }

  /** Reading went beyond the end. */
  static final class CutOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private CutOff() {
      super("the codestream ends early");
    }
  }

  @Override
  public int read() {
    bitOffset = 0;
    requireMore();
    return Byte.toUnsignedInt(bytes.get((int) streamPos++));
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    requireMore();
    int count = (int) Math.min(length, bytes.capacity() - streamPos);
    bytes.get((int) streamPos, into, offset, count);
    streamPos += count;
    return count;
  }

  private void requireMore() {
    if (streamPos < 0 || streamPos >= bytes.capacity()) {
      throw new CutOff();
    }
  }

  @Override
  public long length() {
    return bytes.capacity();
  }
}
