package org.nodulens.dicom;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Turns the bytes of one frame of Pixel Data (7FE0,0010) into samples. Found by ServiceLoader, so
 * that a jar on the class path adds a transfer syntax. Safe for use by several threads.
 */
public interface PixelDecoder {
  /** UIDs of the transfer syntaxes that it reads. */
  Set<String> transferSyntaxes();

  /**
   * Decodes one frame.
   *
   * @param frame the frame's bytes, from position to limit, in any kind of buffer: of an
   *     encapsulated value all fragments of the frame joined, padding byte included; otherwise the
   *     frame's part of the value
   * @param samples takes {@code layout.pixels()} samples, row by row, each with all of its
   *     allocated bits: the stored bits are picked out, signed and rescaled elsewhere
   * @return how the values lie in the samples: the layout's format, unless the codestream knows
   *     better
   * @throws DicomFormatException {@code truncated}, {@code corrupt-pixels} where the bytes are no
   *     such frame, or {@code pixel-format} where they are one that is not read. The message names
   *     no file: the caller adds it
   */
  PixelFormat decode(ByteBuffer frame, FrameLayout layout, short[] samples)
      throws DicomFormatException;
}
