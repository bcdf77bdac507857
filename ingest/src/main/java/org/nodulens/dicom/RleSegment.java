package org.nodulens.dicom;

/** One byte of every sample, in PackBits (PS3.5 G.3). */
final class RleSegment {
  private static final int BYTE = 0xFF;

  private final byte[] bytes;
  private final int end;
  private int at;

  RleSegment(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /**
   * Decodes as many bytes as there are samples; what follows is padding.
   *
   * @param shift to a byte's place in its sample
   * @param kept the bits of a sample that stay as they are
   */
  void decode(short[] samples, int pixels, int shift, int kept) throws DicomFormatException {
    int done = 0;
    while (done < pixels) {
      require(1, done, pixels);
      int control = bytes[at++];
      if (control >= 0) {
        int count = Math.min(control + 1, pixels - done);
        require(count, done, pixels);
        for (int i = 0; i < count; i++) {
          int value = (bytes[at + i] & BYTE) << shift;
          samples[done + i] = (short) ((samples[done + i] & kept) | value);
        }
        at += count;
        done += count;
      } else if (control != Byte.MIN_VALUE) { // which stands for nothing
        int count = Math.min(1 - control, pixels - done);
        require(1, done, pixels);
        int value = (bytes[at++] & BYTE) << shift;
        for (int i = 0; i < count; i++) {
          samples[done + i] = (short) ((samples[done + i] & kept) | value);
        }
        done += count;
      }
    }
  }

  private void require(int count, int done, int pixels) throws DicomFormatException {
    if (count > end - at) {
      throw new DicomFormatException(
          "truncated",
          "truncated RLE: a segment ends at byte "
              + end
              + ", after "
              + done
              + " of "
              + pixels
              + " pixels");
    }
  }
}
