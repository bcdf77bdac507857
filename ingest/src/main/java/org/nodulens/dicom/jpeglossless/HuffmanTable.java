package org.nodulens.dicom.jpeglossless;

import java.util.Arrays;
import org.nodulens.dicom.DicomFormatException;

/**
 * A Huffman table for differences (T.81 C.2 and H.1.2.2). A code says how many bits follow it: SSSS
 * of them, none for 0 and 16.
 *
 * <p>An entry packs what decoding needs, in fields of six bits that a long's shift takes by itself:
 * the bits of code and difference together; the code's; 63 - the difference's; and 1 where the
 * difference is 32768. No entry is 0.
 */
final class HuffmanTable {
  static final int LOOKUP_BITS = 11;

  private static final int LONGEST = 16;

  private final int[] lookup = new int[1 << LOOKUP_BITS];
  private final int[] entries;

  /** By code length: the first code, the code after the last, and the first code's entry. */
  private final int[] first = new int[LONGEST + 1];

  private final int[] end = new int[LONGEST + 1];
  private final int[] entry = new int[LONGEST + 1];

  private HuffmanTable(int codes) {
    entries = new int[codes];
  }

  /**
   * A table as a DHT segment lists it.
   *
   * @param counts how many codes there are of each length, 1 to 16
   * @param symbols SSSS of each code, in the order of the codes
   */
  static HuffmanTable of(int[] counts, int[] symbols) throws DicomFormatException {
    HuffmanTable table = new HuffmanTable(symbols.length);
    table.assignCodes(counts, symbols);
    return table;
  }

  private void assignCodes(int[] counts, int[] symbols) throws DicomFormatException {
    int code = 0;
    int next = 0;
    for (int length = 1; length <= LONGEST; length++) {
      first[length] = code;
      entry[length] = next;
      for (int i = 0; i < counts[length - 1]; i++, next++, code++) {
        entries[next] = entryOf(length, symbols[next]);
        put(code, length, entries[next]);
      }
      end[length] = code;
      if (code > (1 << length)) {
        throw JpegBytes.corrupt("a Huffman table has more codes of length " + length + " than fit");
      }
      code <<= 1;
    }
  }

  private static int entryOf(int length, int symbol) {
    if (symbol > 16) {
      return 0; // no difference is so long (T.81 table H.2)
    }
    int extra = symbol & 15;
    return (length + extra) | (length << 6) | ((63 - extra) << 12) | ((symbol >> 4) << 18);
  }

  private void put(int code, int length, int newEntry) {
    if (length <= LOOKUP_BITS && code < (1 << length)) {
      int from = code << (LOOKUP_BITS - length);
      int to = (code + 1) << (LOOKUP_BITS - length);
      Arrays.fill(lookup, from, to, newEntry);
    }
  }

  /** Entries by the next {@link #LOOKUP_BITS} bits; 0 where the code is longer, or none. */
  int[] lookup() {
    return lookup;
  }

  /**
   * The entry of a code that is too long to be looked up; 0 if there is none.
   *
   * @param bits the next bits, the first of them on top
   */
  int longEntry(long bits) {
    for (int length = LOOKUP_BITS + 1; length <= LONGEST; length++) {
      int code = (int) (bits >>> (Long.SIZE - length));
      if (code < end[length]) {
        return code < first[length] ? 0 : entries[entry[length] + code - first[length]];
      }
    }
    return 0;
  }
}
