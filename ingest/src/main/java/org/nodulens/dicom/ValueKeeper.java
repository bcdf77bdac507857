package org.nodulens.dicom;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;

/** Keeps the values of the attributes of {@link Tag}, and passes over all others. */
final class ValueKeeper {
  /** No attribute that is kept is nearly as long, but the points of a contour. */
  private static final int LONGEST_KEPT = 1 << 12;

  /** More than 100,000 points on one line. */
  private static final int LONGEST_CONTOUR = 1 << 22;

  private static final Set<String> SHORTS = Set.of("US", "SS");

  private final ElementReader elements;

  ValueKeeper(ElementReader elements) {
    this.elements = elements;
  }

  void keepOrSkip(DataElement element, Map<Tag, byte[]> into) throws IOException {
    Tag tag = Tag.of(element.tag()).orElse(null);
    if (tag == null || element.hasUndefinedLength()) {
      elements.skip(element);
      return;
    }
    DicomInput in = elements.in();
    if (element.length() > (tag == Tag.CONTOUR_DATA ? LONGEST_CONTOUR : LONGEST_KEPT)) {
      in.require(element.length(), element);
      throw elements.malformed(element + " claims " + element.length() + " bytes");
    }
    byte[] value = in.bytes((int) element.length(), element);
    if (in.order() == ByteOrder.BIG_ENDIAN && SHORTS.contains(element.representation())) {
      swapPairs(value);
    }
    into.put(tag, value);
  }

  private static void swapPairs(byte[] value) {
    for (int i = 0; i + 1 < value.length; i += 2) {
      byte first = value[i];
      value[i] = value[i + 1];
      value[i + 1] = first;
    }
  }
}
