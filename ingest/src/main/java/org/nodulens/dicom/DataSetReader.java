package org.nodulens.dicom;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is kept of a data set, up to the pixels (PS3.5 section 7). */
final class DataSetReader {
  /** No attribute that is kept is nearly as long. */
  private static final int LONGEST_KEPT = 1 << 12;

  private static final Set<String> SHORTS = Set.of("US", "SS");

  private final ElementReader elements;
  private final DicomInput in;
  private final Map<Tag, byte[]> kept = new EnumMap<>(Tag.class);
  private final FunctionalGroups groups = new FunctionalGroups();
  private @Nullable PixelRange pixels;

  private DataSetReader(DicomInput in, boolean explicit) {
    this.in = in;
    this.elements = new ElementReader(in, explicit);
  }

  /** The file meta information: always explicit; its end shows by the next element's group. */
  static Map<Tag, byte[]> readMeta(DicomInput in) throws IOException {
    DataSetReader reader = new DataSetReader(in, true);
    while (!in.atEnd() && in.peekUnsignedShort("an element") == 2) {
      reader.keepOrSkip(reader.elements.next(), reader.kept);
    }
    return reader.kept;
  }

  static DataSetReader readUntilPixels(DicomInput in, boolean explicit) throws IOException {
    DataSetReader reader = new DataSetReader(in, explicit);
    reader.readUntilPixels();
    return reader;
  }

  Map<Tag, byte[]> kept() {
    return kept;
  }

  FunctionalGroups groups() {
    return groups;
  }

  Optional<PixelRange> pixels() {
    return Optional.ofNullable(pixels);
  }

  private void readUntilPixels() throws IOException {
    while (!in.atEnd()) {
      DataElement element = elements.next();
      if (Integer.compareUnsigned(element.tag(), Tag.PIXEL_DATA.number()) > 0) {
        return;
      }
      if (element.tag() == Tag.PIXEL_DATA.number()) {
        pixels = PixelRange.of(element, in);
        return;
      }
      switch (element.tag()) {
        case FunctionalGroups.SHARED ->
            readGroups(element, () -> {}, inner -> keepOrSkip(inner, groups.shared()));
        case FunctionalGroups.PER_FRAME ->
            readGroups(element, this::addFrame, inner -> keepOrSkip(inner, groups.lastFrame()));
        default -> keepOrSkip(element, kept);
      }
    }
  }

  private void addFrame() throws DicomFormatException {
    if (!groups.addFrame()) {
      throw new DicomFormatException(
          "pixel-format", in.name() + " has more than " + FunctionalGroups.MOST_FRAMES + " frames");
    }
  }

  /** Attributes stand two levels down: a group's item holds macros, a macro's item holds them. */
  private void readGroups(
      DataElement sequence, ElementReader.ItemStart start, ElementReader.Taker taker)
      throws IOException {
    elements.items(
        sequence,
        start,
        macro -> {
          if (FunctionalGroups.isRead(macro.tag())) {
            elements.items(macro, () -> {}, taker);
          } else {
            elements.skip(macro);
          }
        });
  }

  private void keepOrSkip(DataElement element, Map<Tag, byte[]> into) throws IOException {
    Tag tag = Tag.of(element.tag()).orElse(null);
    if (tag == null || element.hasUndefinedLength()) {
      elements.skip(element);
      return;
    }
    if (element.length() > LONGEST_KEPT) {
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
