package org.nodulens.dicom.jpegls;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.nodulens.dicom.DicomFormatException;

/**
 * The bits of a scan's data, without those that are stuffed behind bytes FF (T.87 C.1). The next
 * bits are kept at hand in one word.
 */
final class BitSource {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int FF = 0xFF;
  private static final int STUFFED_BITS = 7;

  /** Most codes are shorter. */
  private static final int ENOUGH_BITS = 32;

  /** One less than there is room for, as Java does not shift by 64. */
  private static final int MOST_BITS = 63;

  /** An encoder fills its last byte up, and puts one of zeros behind an FF. */
  private static final int SPARE_BITS = 2 * Byte.SIZE - 1;

  private final byte[] bytes;
  private int at;

  /** The next bits, from the top; below those that count there may be the beginning of more. */
  private long cache;

  /** How many of the cache's bits count. */
  private int bits;

  /** Starts behind a segment, which does not end in FF. */
  BitSource(byte[] bytes, int start) {
    this.bytes = bytes;
    this.at = start;
  }

  /** Goes on behind a marker. */
  void startAt(int start) {
    at = start;
    cache = 0;
    bits = 0;
  }

  /**
   * The data end here, but for bits that fill up a byte.
   *
   * @return where they end
   */
  int requireEnd() throws DicomFormatException {
    fill();
    if (bits > SPARE_BITS) {
      throw Faults.corrupt("data are left over before byte " + at);
    }
    return at;
  }

  int bit() throws DicomFormatException {
    return bits(1);
  }

  /** The next bits as a number, at most 32. */
  int bits(int count) throws DicomFormatException {
    if (bits < count) {
      fill();
      if (bits < count) {
        throw end();
      }
    }
    int value = (int) (cache >>> 1 >>> (MOST_BITS - count));
    skip(count);
    return value;
  }

  private void skip(int count) {
    cache <<= count;
    bits -= count;
  }

  /**
   * A limited Golomb code (T.87 A.5.3): as many zeros as the value's high bits say, a one, and k
   * low bits.
   *
   * @param longestPrefix behind so many zeros stands instead the value less one, in full
   */
  int golomb(int k, int longestPrefix, int fullBits) throws DicomFormatException {
    if (bits < ENOUGH_BITS) {
      fill();
    }
    int zeros = Long.numberOfLeadingZeros(cache);
    int length = zeros + 1 + k;
    if (length > bits || zeros >= longestPrefix) {
      return longGolomb(k, longestPrefix, fullBits);
    }
    int value = ((zeros - 1) << k) + (int) (cache >>> (Long.SIZE - length));
    skip(length);
    return value;
  }

  private int longGolomb(int k, int longestPrefix, int fullBits) throws DicomFormatException {
    fill();
    int zeros = Long.numberOfLeadingZeros(cache);
    if (Math.min(zeros, bits) > longestPrefix) {
      throw Faults.corrupt("a code has no end before byte " + at);
    }
    if (zeros >= bits) {
      throw end();
    }
    skip(zeros + 1);
    return zeros < longestPrefix ? (zeros << k) + bits(k) : bits(fullBits) + 1;
  }

  /** Takes in what fits, at least 56 bits unless the data end before. */
  private void fill() {
    if (at + Long.BYTES <= bytes.length && bytes[at - 1] != (byte) FF) {
      long next = (long) EIGHT_BYTES.get(bytes, at);
      if (((~next - LOW_BITS) & next & HIGH_BITS) == 0) { // no byte is FF
        cache |= next >>> bits;
        int taken = (MOST_BITS - bits) / Byte.SIZE;
        at += taken;
        bits += taken * Byte.SIZE;
        return;
      }
    }
    fillByteByByte();
  }

  private void fillByteByByte() {
    while (bits <= MOST_BITS - Byte.SIZE && at < bytes.length) {
      int next = Byte.toUnsignedInt(bytes[at]);
      if (next == FF && isMarkerAt(at)) {
        return;
      }
      int size = bytes[at - 1] == (byte) FF ? STUFFED_BITS : Byte.SIZE;
      cache |= (long) next << (Long.SIZE - size - bits);
      bits += size;
      at++;
    }
  }

  /** Behind a byte of data FF comes a stuffed bit 0. */
  private boolean isMarkerAt(int index) {
    return index + 1 >= bytes.length || bytes[index + 1] < 0;
  }

  private DicomFormatException end() {
    return at + 1 < bytes.length
        ? Faults.corrupt("its data end at byte " + at + ", before the last pixel")
        : Faults.truncated(bytes.length, "the last pixel");
  }
}
