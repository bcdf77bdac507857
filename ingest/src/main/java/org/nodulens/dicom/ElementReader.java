package org.nodulens.dicom;

import java.io.IOException;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads heads of data elements and passes over values, sequences among them (PS3.5 section 7). */
final class ElementReader {
  static final int ITEM = 0xFFFEE000;
  static final int ITEM_END = 0xFFFEE00D;
  static final int SEQUENCE_END = 0xFFFEE0DD;
  private static final int DEEPEST = 32;

  /** Value representations with four bytes of length (PS3.5 7.1.2). */
  private static final Set<String> LONG_LENGTH =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private static final int LETTERS = 26;

  /** Whatever two letters say: a text of its own for each element would cost more than its head. */
  private static final String[] REPRESENTATIONS =
      IntStream.range(0, LETTERS * LETTERS)
          .mapToObj(i -> "" + (char) ('A' + i / LETTERS) + (char) ('A' + i % LETTERS))
          .toArray(String[]::new);

  private static final long NO_END = Long.MAX_VALUE;

  private final DicomInput in;
  private boolean explicit;

  ElementReader(DicomInput in, boolean explicit) {
    this.in = in;
    this.explicit = explicit;
  }

  /** What becomes of an element whose head was read: its value is read or passed over. */
  interface Taker {
    void take(DataElement element) throws IOException;
  }

  /** What becomes of a sequence's item: called before its elements are read. */
  interface ItemStart {
    void begin() throws IOException;
  }

  private record Item(DataElement sequence) {
    @Override
    public String toString() {
      return "item of " + sequence;
    }
  }

  DicomInput in() {
    return in;
  }

  DataElement next() throws IOException {
    return head(tag());
  }

  private int tag() throws IOException {
    int group = in.unsignedShort("an element");
    return group << 16 | in.unsignedShort("an element");
  }

  private DataElement head(int tag) throws IOException {
    if (!explicit) {
      return new DataElement(tag, "", in.unsignedInt("an element's length"));
    }
    byte[] vr = in.bytes(2, "a value representation");
    if (!isLetter(vr[0]) || !isLetter(vr[1])) {
      throw malformed(DataElement.name(tag) + " has no value representation");
    }
    String representation = REPRESENTATIONS[(vr[0] - 'A') * LETTERS + vr[1] - 'A'];
    if (LONG_LENGTH.contains(representation)) {
      in.skip(2, "an element's length");
      return new DataElement(tag, representation, in.unsignedInt("an element's length"));
    }
    return new DataElement(tag, representation, in.unsignedShort("an element's length"));
  }

  private static boolean isLetter(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  void skip(DataElement element) throws IOException {
    skip(element, 0);
  }

  private void skip(DataElement element, int depth) throws IOException {
    if (!element.hasUndefinedLength()) {
      in.skip(element.length(), element);
      return;
    }
    items(element, depth, () -> {}, inner -> skip(inner, depth + 1));
  }

  /**
   * Walks the elements of all items of a sequence.
   *
   * @param start is told of each item
   * @param taker is given each element of each item
   */
  void items(DataElement sequence, ItemStart start, Taker taker) throws IOException {
    items(sequence, 0, start, taker);
  }

  private void items(DataElement sequence, int depth, ItemStart start, Taker taker)
      throws IOException {
    if (depth == DEEPEST) {
      throw malformed("sequences nested more than " + DEEPEST + " deep");
    }
    boolean outside = explicit;
    // UN of undefined length is a sequence in implicit form (PS3.5 6.2.2 note 2).
    explicit = explicit && !sequence.representation().equals("UN");
    long end = end(sequence.length(), sequence);
    while (in.position() < end) {
      int tag = tag();
      long length = in.unsignedInt("an item's length");
      if (tag == SEQUENCE_END && end == NO_END) {
        break;
      }
      if (tag != ITEM) {
        throw malformed(sequence + " holds " + Tag.format(tag) + " where an item must be");
      }
      start.begin();
      elements(end(length, new Item(sequence)), taker);
    }
    requireAt(end, sequence);
    explicit = outside;
  }

  private void elements(long end, Taker taker) throws IOException {
    while (in.position() < end) {
      int tag = tag();
      if (tag == ITEM_END && end == NO_END) {
        in.skip(4, "the end of an item");
        return;
      }
      DataElement element = head(tag);
      if (end != NO_END
          && !element.hasUndefinedLength()
          && element.length() > end - in.position()) {
        throw malformed(element + " reaches beyond its item");
      }
      taker.take(element);
    }
  }

  private long end(long length, Object what) throws IOException {
    if (length == DataElement.UNDEFINED) {
      return NO_END;
    }
    in.require(length, what);
    return in.position() + length;
  }

  private void requireAt(long end, DataElement sequence) throws DicomFormatException {
    if (end != NO_END && in.position() != end) {
      throw malformed(sequence + " ends in the middle of an item");
    }
  }

  DicomFormatException malformed(String what) {
    return new DicomFormatException(
        "malformed", in.name() + " is malformed: " + what + ", before byte " + in.position());
  }
}
