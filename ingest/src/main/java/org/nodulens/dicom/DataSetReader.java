package org.nodulens.dicom;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is kept of a data set, up to the pixels (PS3.5 section 7). */
final class DataSetReader {
  private final ElementReader elements;
  private final DicomInput in;
  private final ValueKeeper values;
  private final ItemReader items;
  private final Map<Tag, byte[]> kept = new EnumMap<>(Tag.class);
  private final FunctionalGroups groups = new FunctionalGroups();
  private @Nullable PixelRange pixels;

  private DataSetReader(DicomInput in, boolean explicit, Set<SequenceTag> sequences) {
    this.in = in;
    this.elements = new ElementReader(in, explicit);
    this.values = new ValueKeeper(elements);
    this.items = new ItemReader(elements, values, sequences);
  }

  /** The file meta information: always explicit; its end shows by the next element's group. */
  static Map<Tag, byte[]> readMeta(DicomInput in) throws IOException {
    DataSetReader reader = new DataSetReader(in, true, Set.of());
    while (!in.atEnd() && in.peekUnsignedShort("an element") == 2) {
      reader.values.keepOrSkip(reader.elements.next(), reader.kept);
    }
    return reader.kept;
  }

  /**
   * Reads a data set.
   *
   * @param sequences those that are kept, at whatever depth they stand
   */
  static DataSetReader readUntilPixels(DicomInput in, boolean explicit, Set<SequenceTag> sequences)
      throws IOException {
    DataSetReader reader = new DataSetReader(in, explicit, sequences);
    reader.readUntilPixels();
    return reader;
  }

  Map<Tag, byte[]> kept() {
    return kept;
  }

  FunctionalGroups groups() {
    return groups;
  }

  Map<SequenceTag, List<DicomItem>> sequences() {
    return items.top();
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
            readGroups(element, () -> {}, inner -> values.keepOrSkip(inner, groups.shared()));
        case FunctionalGroups.PER_FRAME ->
            readGroups(
                element, this::addFrame, inner -> values.keepOrSkip(inner, groups.lastFrame()));
        default -> {
          if (!items.readIfWanted(element)) {
            values.keepOrSkip(element, kept);
          }
        }
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
}
