package org.nodulens.dicom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attributes to be written, in explicit VR little endian: values as their bytes, padded to an even
 * length. What breaks a value representation's rules is refused here, not by who reads the file.
 */
public final class DicomDataSet {
  private static final int ITEM = 0xFFFEE000;

  /** What 16 characters hold of a direction cosine; pixels are placed to a nanometre. */
  private static final int DECIMAL_PLACES = 10;

  private final Map<WrittenAttribute, byte[]> values = new EnumMap<>(WrittenAttribute.class);

  /** One value or more; no value at all is an attribute of type 2 that is not known. */
  public DicomDataSet text(WrittenAttribute attribute, String... several) {
    ValueRepresentation representation = attribute.representation();
    if (!representation.isText()) {
      throw new IllegalArgumentException(attribute + " is no text");
    }
    for (String value : several) {
      if (value.length() > representation.longestText() || !value.matches("[ -\\[\\]-~]*")) {
        throw new IllegalArgumentException(
            attribute + " cannot be '" + value + "': too long, or no plain ASCII");
      }
    }
    return put(attribute, String.join("\\", several).getBytes(StandardCharsets.US_ASCII));
  }

  /** Decimal strings of at most 16 characters, to a millionth. */
  public DicomDataSet decimals(WrittenAttribute attribute, double... several) {
    return text(
        attribute, Arrays.stream(several).mapToObj(DicomDataSet::decimal).toArray(String[]::new));
  }

  static String decimal(double value) {
    BigDecimal rounded =
        new BigDecimal(value).setScale(DECIMAL_PLACES, RoundingMode.HALF_EVEN).stripTrailingZeros();
    String text = rounded.toPlainString();
    return text.length() <= 16 ? text : rounded.round(new MathContext(10)).toString();
  }

  public DicomDataSet integer(WrittenAttribute attribute, int value) {
    if (attribute.representation().isText()) {
      return text(attribute, Integer.toString(value));
    }
    boolean isShort = attribute.representation() == ValueRepresentation.US;
    byte[] bytes = new byte[isShort ? 2 : 4];
    if (isShort) {
      littleEndian(bytes).putShort((short) value);
    } else {
      littleEndian(bytes).putInt(value);
    }
    return put(attribute, bytes);
  }

  public DicomDataSet bytes(WrittenAttribute attribute, byte... value) {
    return put(attribute, value.clone());
  }

  /** Samples of 16 bits. */
  public DicomDataSet samples(WrittenAttribute attribute, short[] samples) {
    byte[] bytes = new byte[2 * samples.length];
    littleEndian(bytes).asShortBuffer().put(samples);
    return put(attribute, bytes);
  }

  /** Numbers of 32 bits (FL, OF). */
  public DicomDataSet floats(WrittenAttribute attribute, float... several) {
    byte[] bytes = new byte[Float.BYTES * several.length];
    littleEndian(bytes).asFloatBuffer().put(several);
    return put(attribute, bytes);
  }

  /** Numbers of 64 bits (FD). */
  public DicomDataSet doubles(WrittenAttribute attribute, double... several) {
    byte[] bytes = new byte[Double.BYTES * several.length];
    littleEndian(bytes).asDoubleBuffer().put(several);
    return put(attribute, bytes);
  }

  /** Whole numbers of 32 bits (SL, UL). */
  public DicomDataSet longs(WrittenAttribute attribute, int... several) {
    byte[] bytes = new byte[Integer.BYTES * several.length];
    littleEndian(bytes).asIntBuffer().put(several);
    return put(attribute, bytes);
  }

  /** Points to another attribute (AT). */
  public DicomDataSet pointer(WrittenAttribute attribute, WrittenAttribute to) {
    byte[] bytes = new byte[Integer.BYTES];
    putTag(littleEndian(bytes), to.number());
    return put(attribute, bytes);
  }

  /** A value as another file has it: in that file's character set, whatever it holds. */
  DicomDataSet copied(WrittenAttribute attribute, byte[] value) {
    return put(attribute, value.clone());
  }

  /** A copy of some of it. */
  DicomDataSet only(Set<WrittenAttribute> attributes) {
    DicomDataSet some = new DicomDataSet().addAll(this);
    some.values.keySet().retainAll(attributes);
    return some;
  }

  /** A copy of all else. */
  DicomDataSet without(Set<WrittenAttribute> attributes) {
    DicomDataSet others = new DicomDataSet().addAll(this);
    others.values.keySet().removeAll(attributes);
    return others;
  }

  /** All that another data set has; what both have is the other's. */
  public DicomDataSet addAll(DicomDataSet other) {
    values.putAll(other.values);
    return this;
  }

  /** A sequence of these items. */
  public DicomDataSet items(WrittenAttribute attribute, DicomDataSet... items) {
    return items(attribute, List.of(items));
  }

  /** A sequence, with items of known length. */
  public DicomDataSet items(WrittenAttribute attribute, List<DicomDataSet> items) {
    List<byte[]> encoded = items.stream().map(DicomDataSet::encoded).toList();
    byte[] value = new byte[encoded.stream().mapToInt(item -> 8 + item.length).sum()];
    ByteBuffer all = littleEndian(value);
    for (byte[] item : encoded) {
      putTag(all, ITEM);
      all.putInt(item.length).put(item);
    }
    return put(attribute, value);
  }

  private DicomDataSet put(WrittenAttribute attribute, byte[] value) {
    byte[] even = value;
    if (value.length % 2 == 1) {
      even = Arrays.copyOf(value, value.length + 1);
      even[value.length] = attribute.representation().padding();
    }
    if (even.length > 0xFFFE && !attribute.representation().hasLongLength()) {
      throw new IllegalArgumentException(attribute + " cannot hold " + even.length + " bytes");
    }
    values.put(attribute, even);
    return this;
  }

  /** All elements, by ascending tag. */
  public byte[] encoded() {
    List<WrittenAttribute> attributes = new ArrayList<>(values.keySet());
    attributes.sort((a, b) -> Integer.compareUnsigned(a.number(), b.number()));
    int length = 0;
    for (Map.Entry<WrittenAttribute, byte[]> element : values.entrySet()) {
      boolean isLong = element.getKey().representation().hasLongLength();
      length += (isLong ? 12 : 8) + element.getValue().length;
    }
    byte[] encoded = new byte[length];
    ByteBuffer out = littleEndian(encoded);
    for (WrittenAttribute attribute : attributes) {
      byte[] value = values.getOrDefault(attribute, new byte[0]);
      putTag(out, attribute.number());
      out.put(attribute.representation().name().getBytes(StandardCharsets.US_ASCII));
      if (attribute.representation().hasLongLength()) {
        out.putShort((short) 0).putInt(value.length);
      } else {
        out.putShort((short) value.length);
      }
      out.put(value);
    }
    return encoded;
  }

  private static void putTag(ByteBuffer out, int tag) {
    out.putShort((short) (tag >>> 16)).putShort((short) tag);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
