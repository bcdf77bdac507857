package org.nodulens.dicom.jpeglossless;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.nodulens.dicom.DicomFormatException;

/** Reads the differences of one restart interval after the other (T.81 H.2.1 and F.2.2). */
final class DifferenceReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long EACH_01 = 0x0101010101010101L;
  private static final long EACH_7F = 0x7F7F7F7F7F7F7F7FL;
  private static final long EACH_80 = 0x8080808080808080L;

  private static final int LONGEST_CODE = 16;

  /** No code and its difference are longer: 16 + 15 bits. A loaded buffer holds at least 56. */
  private static final int LONGEST = 31;

  private final int columns;
  private final HuffmanTable table;

  /**
   * The interval without its stuffed zeros, then zeros, as many as a row can take: so the reader
   * looks for the end once a row.
   */
  private final byte[] bits;

  private int end;
  private int position;
  private long buffer;
  private int available;

  DifferenceReader(int mostBytes, int columns, HuffmanTable table) {
    this.columns = columns;
    this.table = table;
    this.bits = new byte[Math.addExact(mostBytes, padding())];
  }

  private int padding() {
    return columns * LONGEST / Byte.SIZE + 4 * Long.BYTES;
  }

  /**
   * Takes the interval that starts here.
   *
   * @return where it ends: at a marker, or at the end of the bytes
   */
  int load(byte[] from, int start) {
    int in = start;
    int out = 0;
    while (in <= from.length - Long.BYTES) {
      long word = (long) LONGS.get(from, in);
      long ff = ((word & EACH_7F) + EACH_01) & word & EACH_80; // the top bit of each byte 0xFF
      LONGS.set(bits, out, word);
      int clean = Long.numberOfLeadingZeros(ff) >>> 3;
      in += clean;
      out += clean;
      if (clean < Long.BYTES) {
        if (in + 1 == from.length || from[in + 1] != 0) {
          break;
        }
        bits[out++] = (byte) 0xFF;
        in += 2;
      }
    }
    while (in < from.length && (from[in] != (byte) 0xFF || isStuffed(from, in))) {
      bits[out++] = from[in];
      in += from[in] == (byte) 0xFF ? 2 : 1;
    }
    start(out);
    return in;
  }

  private static boolean isStuffed(byte[] from, int in) {
    return in + 1 < from.length && from[in + 1] == 0;
  }

  private void start(int length) {
    end = length;
    Arrays.fill(bits, end, end + padding(), (byte) 0);
    position = 0;
    buffer = 0;
    available = 0;
  }

  /** Reads one row of differences, modulo 65536. */
  void readRow(short[] differences, int start) throws DicomFormatException {
    int[] lookup = table.lookup();
    byte[] in = bits;
    long next = buffer;
    int have = available;
    int at = position;
    for (int i = start; i < start + columns; i++) {
      next |= (long) LONGS.get(in, at) >>> have;
      at += (63 - have) >>> 3;
      have |= 56;
      int entry = lookup[(int) (next >>> (Long.SIZE - HuffmanTable.LOOKUP_BITS))];
      if (entry == 0) {
        entry = table.longEntry(next);
        requireCode(entry, at * 8L - have);
      }
      long extra = next << (entry >>> 6);
      long belowPositive = ~(extra >> 63) & (Long.MAX_VALUE >>> (entry >>> 12));
      long difference = (extra >>> 1 >>> (entry >>> 12)) - belowPositive;
      differences[i] = (short) (difference + (entry >>> 18 << 15));
      next <<= entry;
      have -= entry & 63;
    }
    buffer = next;
    available = have;
    position = at;
    if (usedBits() > end * 8L) {
      throw truncated();
    }
  }

  private long usedBits() {
    return position * 8L - available;
  }

  private void requireCode(int entry, long bit) throws DicomFormatException {
    if (entry == 0) {
      throw bit + LONGEST_CODE > end * 8L
          ? truncated()
          : JpegBytes.corrupt("no Huffman code begins at bit " + bit + " of a restart interval");
    }
  }

  private DicomFormatException truncated() {
    return new DicomFormatException(
        "truncated", "in the JPEG frame, " + end + " bytes of codes end before the last row");
  }

  /** After the last row nothing is left but padding. */
  void requireUsedUp() throws DicomFormatException {
    for (int i = (int) ((usedBits() + 7) / 8); i < end; i++) {
      if (bits[i] != 0 && bits[i] != -1) {
        throw JpegBytes.corrupt((end - i) + " bytes of codes are left over after the last row");
      }
    }
  }
}
