package org.nodulens.dicom;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The attributes of one file. A mandatory one that is missing or empty is an error. */
public final class DicomAttributes {
  /** Decimal String and Integer String (PS3.5 table 6.2-1); nothing is tried twice. */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?+(\\d++\\.?+\\d*+|\\.\\d++)([eE][+-]?+\\d{1,3}+)?+");

  private final String file;
  private final Map<Tag, byte[]> values;

  DicomAttributes(String file, Map<Tag, byte[]> values) {
    this.file = file;
    this.values = new EnumMap<>(values);
  }

  DicomAttributes ofFrame(FunctionalGroups groups, int frame) {
    return new DicomAttributes("frame " + (frame + 1) + " of " + file, groups.over(values, frame));
  }

  /** Text without the padding around it; absent if the attribute is missing or empty. */
  public Optional<String> text(Tag tag) {
    byte[] value = values.get(tag);
    if (value == null) {
      return Optional.empty();
    }
    String text = new String(value, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  public String requireText(Tag tag) throws DicomFormatException {
    Optional<String> text = text(tag);
    if (text.isEmpty()) {
      throw missing(tag);
    }
    return text.get();
  }

  /**
   * Numbers written as text, as many as are asked for.
   *
   * @throws DicomFormatException if there are more or fewer, or one is not finite
   */
  public double[] requireNumbers(Tag tag, int count) throws DicomFormatException {
    double[] numbers = numbers(tag);
    boolean areFinite = Arrays.stream(numbers).allMatch(Double::isFinite);
    if (numbers.length != count || !areFinite) {
      throw new DicomFormatException(
          "bad-value", tag + " must be " + count + " numbers in " + where());
    }
    return numbers;
  }

  /** As many numbers as there are; NaN where a text is none. */
  double[] numbers(Tag tag) throws DicomFormatException {
    String[] parts = requireText(tag).split("\\\\", -1);
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      numbers[i] = DECIMAL.matcher(part).matches() ? Double.parseDouble(part) : Double.NaN;
    }
    return numbers;
  }

  /** A whole number written as text (Integer String). */
  int requireInteger(Tag tag) throws DicomFormatException {
    String text = requireText(tag);
    if (text.matches("[+-]?\\d{1,11}")) {
      long value = Long.parseLong(text);
      if (value == (int) value) {
        return (int) value;
      }
    }
    throw new DicomFormatException("bad-value", tag + " must be a whole number in " + where());
  }

  public double requireNumber(Tag tag) throws DicomFormatException {
    return requireNumbers(tag, 1)[0];
  }

  /** An unsigned 16-bit number. */
  public int requireUnsignedShort(Tag tag) throws DicomFormatException {
    Optional<Integer> value = unsignedShort(tag);
    if (value.isEmpty()) {
      throw missing(tag);
    }
    return value.get();
  }

  /** An unsigned 16-bit number; absent if the attribute is missing or empty. */
  public Optional<Integer> unsignedShort(Tag tag) throws DicomFormatException {
    byte[] value = values.get(tag);
    if (value == null || value.length == 0) {
      return Optional.empty();
    }
    if (value.length != 2) {
      throw new DicomFormatException("bad-value", tag + " must be one 16-bit number in " + where());
    }
    return Optional.of(Byte.toUnsignedInt(value[0]) | Byte.toUnsignedInt(value[1]) << 8);
  }

  private DicomFormatException missing(Tag tag) {
    return new DicomFormatException("missing-tag", tag + " is missing or empty in " + where());
  }

  /** The file and, where it is known, the series. */
  String where() {
    return file + text(Tag.SERIES_INSTANCE_UID).map(uid -> " of series " + uid).orElse("");
  }
}
