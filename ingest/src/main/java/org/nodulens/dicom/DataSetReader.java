package org.nodulens.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks the data elements of a file (PS3.5 section 7) up to the pixels. */
final class DataSetReader {
  private static final long UNDEFINED = 0xFFFFFFFFL;
  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_END = 0xFFFEE00D;
  private static final int SEQUENCE_END = 0xFFFEE0DD;
  private static final int DEEPEST = 32;

  /** No attribute that is kept is nearly as long. */
  private static final int LONGEST_KEPT = 1 << 12;

  /** Value representations with four bytes of length (PS3.5 7.1.2). */
  private static final Set<String> LONG_LENGTH =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private final DicomInput in;
  private final Map<Tag, byte[]> kept = new EnumMap<>(Tag.class);
  private @Nullable PixelRange pixels;

  DataSetReader(DicomInput in) {
    this.in = in;
  }

  /** One element's head. */
  private record Element(int tag, String vr, long length) {
    String name() {
      return Tag.of(tag).map(Tag::toString).orElse("element " + Tag.format(tag));
    }
  }

  Map<Tag, byte[]> kept() {
    return kept;
  }

  Optional<PixelRange> pixels() {
    return Optional.ofNullable(pixels);
  }

  /** Group 2 is always explicit; its end shows by the next element's group. */
  void readMeta() throws IOException {
    while (in.remaining() > 0 && in.peekUnsignedShort("an element") == 2) {
      keepOrSkip(element(tag(), true), true);
    }
  }

  void readUntilPixels(boolean explicit) throws IOException {
    while (in.remaining() > 0) {
      int tag = tag();
      if (Integer.compareUnsigned(tag, Tag.PIXEL_DATA.number()) > 0) {
        return;
      }
      Element element = element(tag, explicit);
      if (tag == Tag.PIXEL_DATA.number()) {
        boolean encapsulated = element.length() == UNDEFINED;
        if (!encapsulated) {
          in.require(element.length(), element.name());
        }
        pixels = new PixelRange(in.position(), encapsulated ? in.remaining() : element.length());
        return;
      }
      keepOrSkip(element, explicit);
    }
  }

  private void keepOrSkip(Element element, boolean explicit) throws IOException {
    Tag tag = Tag.of(element.tag()).orElse(null);
    if (tag == null || element.length() == UNDEFINED) {
      skip(element, explicit, 0);
      return;
    }
    if (element.length() > LONGEST_KEPT) {
      in.require(element.length(), element.name());
      throw malformed(element.name() + " claims " + element.length() + " bytes");
    }
    kept.put(tag, in.bytes((int) element.length(), element.name()));
  }

  private int tag() throws IOException {
    int group = in.unsignedShort("an element");
    return group << 16 | in.unsignedShort("an element");
  }

  private Element element(int tag, boolean explicit) throws IOException {
    String name = "element " + Tag.format(tag);
    if (!explicit) {
      return new Element(tag, "", in.unsignedInt(name));
    }
    String vr = new String(in.bytes(2, name), StandardCharsets.ISO_8859_1);
    if (!vr.matches("[A-Z]{2}")) {
      throw malformed(name + " has no value representation");
    }
    if (LONG_LENGTH.contains(vr)) {
      in.skip(2, name);
      return new Element(tag, vr, in.unsignedInt(name));
    }
    return new Element(tag, vr, in.unsignedShort(name));
  }

  private void skip(Element element, boolean explicit, int depth) throws IOException {
    if (element.length() != UNDEFINED) {
      in.skip(element.length(), element.name());
      return;
    }
    if (depth == DEEPEST) {
      throw malformed("sequences nested more than " + DEEPEST + " deep");
    }
    // UN of undefined length is a sequence in implicit form (PS3.5 6.2.2 note 2).
    boolean explicitItems = explicit && !element.vr().equals("UN");
    while (true) {
      int tag = tag();
      long length = in.unsignedInt("item of " + element.name());
      if (tag == SEQUENCE_END) {
        return;
      }
      if (tag != ITEM) {
        throw malformed(element.name() + " holds " + Tag.format(tag) + " where an item must be");
      }
      if (length == UNDEFINED) {
        skipItem(explicitItems, depth + 1);
      } else {
        in.skip(length, "item of " + element.name());
      }
    }
  }

  private void skipItem(boolean explicit, int depth) throws IOException {
    while (true) {
      int tag = tag();
      if (tag == ITEM_END) {
        in.skip(4, "the end of an item");
        return;
      }
      skip(element(tag, explicit), explicit, depth);
    }
  }

  private DicomFormatException malformed(String what) {
    return new DicomFormatException(
        "malformed", in.name() + " is malformed: " + what + ", before byte " + in.position());
  }
}
