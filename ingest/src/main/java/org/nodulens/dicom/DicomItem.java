package org.nodulens.dicom;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An item of a sequence: its attributes, and the items of the sequences in it that were kept. */
final class DicomItem {
  private final String file;
  private final Map<Tag, byte[]> values = new HashMap<>(8);
  private final Map<SequenceTag, List<DicomItem>> sequences = new HashMap<>(2);

  DicomItem(String file) {
    this.file = file;
  }

  Map<Tag, byte[]> values() {
    return values;
  }

  DicomItem add(SequenceTag sequence, DicomItem item) {
    sequences.computeIfAbsent(sequence, tag -> new ArrayList<>(1)).add(item);
    return item;
  }

  DicomAttributes attributes() {
    Map<Tag, byte[]> copy = new EnumMap<>(Tag.class);
    copy.putAll(values);
    return new DicomAttributes("an item in " + file, copy);
  }

  /** None if the sequence is not there, or empty. */
  List<DicomItem> items(SequenceTag sequence) {
    return sequences.getOrDefault(sequence, List.of());
  }

  Map<SequenceTag, List<DicomItem>> sequences() {
    return sequences;
  }
}
