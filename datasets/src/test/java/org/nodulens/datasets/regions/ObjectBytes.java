package org.nodulens.datasets.regions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The bytes of DICOM objects, or of items in them, in explicit VR little endian. */
public final class ObjectBytes {
  private static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

  private final Map<Integer, byte[]> elements = new TreeMap<>(Integer::compareUnsigned);

  /** Text; several values with backslashes between them. */
  public ObjectBytes text(int tag, String representation, String value) {
    String even = value + (value.length() % 2 == 0 ? "" : representation.equals("UI") ? "\0" : " ");
    return raw(tag, representation, even.getBytes(StandardCharsets.ISO_8859_1));
  }

  public ObjectBytes number(int tag, int value) {
    return raw(tag, "US", new byte[] {(byte) value, (byte) (value >> 8)});
  }

  public ObjectBytes items(int tag, List<ObjectBytes> items) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (ObjectBytes item : items) {
      byte[] bytes = item.encoded();
      putTag(value, 0xFFFEE000);
      putInt(value, bytes.length);
      value.writeBytes(bytes);
    }
    return raw(tag, "SQ", value.toByteArray());
  }

  public ObjectBytes items(int tag, ObjectBytes... items) {
    return items(tag, List.of(items));
  }

  public ObjectBytes raw(int tag, String representation, byte[] value) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    putTag(element, tag);
    element.writeBytes(representation.getBytes(StandardCharsets.US_ASCII));
    if (representation.matches("OB|OW|SQ|UN|UT")) {
      element.writeBytes(new byte[2]);
      putInt(element, value.length);
    } else {
      element.write(value.length);
      element.write(value.length >> 8);
    }
    element.writeBytes(value);
    elements.put(tag, element.toByteArray());
    return this;
  }

  private byte[] encoded() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    elements.values().forEach(out::writeBytes);
    return out.toByteArray();
  }

  /** A file with its meta information. */
  public Path write(Path file, String sopClassUid, String sopUid) throws IOException {
    text(0x00080016, "UI", sopClassUid).text(0x00080018, "UI", sopUid);
    byte[] meta =
        new ObjectBytes()
            .raw(0x00020001, "OB", new byte[] {0, 1})
            .text(0x00020002, "UI", sopClassUid)
            .text(0x00020003, "UI", sopUid)
            .text(0x00020010, "UI", EXPLICIT_LITTLE_ENDIAN)
            .text(0x00020012, "UI", "1.2.3.4.5")
            .encoded();
    ByteArrayOutputStream length = new ByteArrayOutputStream();
    putInt(length, meta.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new ObjectBytes().raw(0x00020000, "UL", length.toByteArray()).encoded());
    out.writeBytes(meta);
    out.writeBytes(encoded());
    Files.createDirectories(file.getParent());
    return Files.write(file, out.toByteArray());
  }

  private static void putTag(ByteArrayOutputStream out, int tag) {
    putInt(out, tag >>> 16 | tag << 16);
  }

  private static void putInt(ByteArrayOutputStream out, int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(value >> shift);
    }
  }

  /** As many items as are made of a list. */
  public static <T> List<ObjectBytes> each(List<T> values, Function<T, ObjectBytes> item) {
    return values.stream().map(item).toList();
  }
}
