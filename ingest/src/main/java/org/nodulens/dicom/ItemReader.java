package org.nodulens.dicom;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the items of the sequences that are asked for, and passes over all others. */
final class ItemReader {
  /** Contours of a structure set stand three deep. */
  private static final int DEEPEST = 8;

  /** An item costs 8 bytes in the file and some hundred here. */
  static final int MOST_ITEMS = 1 << 19;

  private final ElementReader elements;
  private final ValueKeeper values;
  private final Set<SequenceTag> wanted;
  private final DicomItem top;
  private final Deque<DicomItem> open = new ArrayDeque<>();
  private int count;

  ItemReader(ElementReader elements, ValueKeeper values, Set<SequenceTag> wanted) {
    this.elements = elements;
    this.values = values;
    this.wanted = wanted;
    this.top = new DicomItem(elements.in().name());
    open.push(top);
  }

  /** What was read so far, by the sequences that stand in no other. */
  Map<SequenceTag, List<DicomItem>> top() {
    return top.sequences();
  }

  /** False, and nothing is read, if it is no sequence that somebody asks for. */
  boolean readIfWanted(DataElement element) throws IOException {
    SequenceTag sequence = SequenceTag.of(element.tag()).orElse(null);
    if (sequence == null || !wanted.contains(sequence)) {
      return false;
    }
    if (open.size() > DEEPEST) {
      throw elements.malformed("sequences nested more than " + DEEPEST + " deep");
    }
    DicomItem parent = open.element();
    int depth = open.size();
    elements.items(element, () -> begin(parent, sequence, depth), this::take);
    closeTo(depth);
    return true;
  }

  private void begin(DicomItem parent, SequenceTag sequence, int depth)
      throws DicomFormatException {
    if (++count > MOST_ITEMS) {
      throw new DicomFormatException(
          "too-large", elements.in().name() + " has more than " + MOST_ITEMS + " items");
    }
    closeTo(depth);
    open.push(parent.add(sequence, new DicomItem(elements.in().name())));
  }

  private void closeTo(int depth) {
    while (open.size() > depth) {
      open.pop();
    }
  }

  private void take(DataElement element) throws IOException {
    if (!readIfWanted(element)) {
      values.keepOrSkip(element, open.element().values());
    }
  }
}
