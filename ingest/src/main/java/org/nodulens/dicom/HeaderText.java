package org.nodulens.dicom;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A slice's header as ImageJ prints it, an element a line: {@code 0028,0010 Rows: 512}. Elements
 * within sequences are marked by {@code >} and passed over.
 */
final class HeaderText {
  /** Longer ones are no header of a CT slice. */
  private static final int LONGEST = 1 << 20;

  /** No element that is read has a longer value. */
  private static final int LONGEST_VALUE = 4096;

  private static final Pattern ELEMENT =
      Pattern.compile("([0-9A-F]{4}),([0-9A-F]{4})  ([^>:][^:]*+): ?(.*)");

  /** Printed as a number, stored as one of 16 bits (PS3.6). */
  private static final Set<Tag> UNSIGNED_SHORT =
      Set.of(
          Tag.SAMPLES_PER_PIXEL,
          Tag.ROWS,
          Tag.COLUMNS,
          Tag.BITS_ALLOCATED,
          Tag.BITS_STORED,
          Tag.HIGH_BIT,
          Tag.PIXEL_REPRESENTATION,
          Tag.PIXEL_PADDING_VALUE,
          Tag.PIXEL_PADDING_RANGE_LIMIT);

  private HeaderText() {}

  /** Whether a text says where a slice lies, as only headers do. */
  static boolean isOne(String text) {
    return text.length() <= LONGEST && text.contains("0020,0032  ");
  }

  /**
   * The elements of a text that are read; the first of each.
   *
   * @param name for messages
   * @throws DicomFormatException {@code malformed} where a number is none
   */
  static Map<Tag, byte[]> values(String name, String text) throws DicomFormatException {
    Map<Tag, byte[]> values = new EnumMap<>(Tag.class);
    for (String line : text.split("\n", -1)) {
      Matcher element = ELEMENT.matcher(line);
      if (line.length() > LONGEST_VALUE || !element.matches()) {
        continue;
      }
      int number = Integer.parseUnsignedInt(element.group(1) + element.group(2), 16);
      Optional<Tag> tag = Tag.of(number);
      if (tag.isPresent() && !values.containsKey(tag.get())) {
        values.put(tag.get(), value(name, tag.get(), element.group(4).strip()));
      }
    }
    return values;
  }

  private static byte[] value(String name, Tag tag, String text) throws DicomFormatException {
    if (!UNSIGNED_SHORT.contains(tag) || text.isEmpty()) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
    if (!text.matches("-?\\d{1,5}")) {
      throw new DicomFormatException("malformed", tag + " is no 16-bit number in " + name);
    }
    int value = Integer.parseInt(text);
    return new byte[] {(byte) value, (byte) (value >> 8)};
  }
}
