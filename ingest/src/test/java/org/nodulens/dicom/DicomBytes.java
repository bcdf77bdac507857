package org.nodulens.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Writes the bytes of small CT slices, right ones and wrong ones. */
final class DicomBytes {
  static final String SERIES = "1.2.3";
  private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";

  private final boolean explicit;
  private final boolean bigEndian;
  private final Map<Integer, byte[]> elements = new TreeMap<>(Integer::compareUnsigned);
  private final Map<Integer, String> representations = new TreeMap<>();
  private final Set<Integer> undefinedLength = new HashSet<>();
  private String transferSyntax;

  private DicomBytes(boolean explicit, boolean bigEndian) {
    this.explicit = explicit;
    this.bigEndian = bigEndian;
    this.transferSyntax =
        explicit ? TransferSyntax.EXPLICIT_LITTLE_ENDIAN : TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
  }

  /** An axial slice of 2 x 2 pixels, 0.5 mm apart, with values 0 to 3, rescaled by -1024. */
  static DicomBytes slice(double zMm, boolean explicit) {
    return slice(new DicomBytes(explicit, false), zMm);
  }

  /** The same in explicit big endian. */
  static DicomBytes bigEndianSlice(double zMm) {
    return slice(new DicomBytes(true, true), zMm)
        .transferSyntax(TransferSyntax.EXPLICIT_BIG_ENDIAN);
  }

  /** No element at all: for an item of a sequence. */
  static DicomBytes item(boolean explicit, boolean bigEndian) {
    return new DicomBytes(explicit, bigEndian);
  }

  private static DicomBytes slice(DicomBytes empty, double zMm) {
    return empty
        .text(Tag.IMAGE_TYPE, "CS", "ORIGINAL\\PRIMARY\\AXIAL")
        .text(Tag.SOP_CLASS_UID, "UI", CT_IMAGE)
        .text(Tag.SOP_INSTANCE_UID, "UI", "1.2.3." + Math.round(1000 + zMm * 100))
        .text(Tag.MODALITY, "CS", "CT")
        .raw(0x00100010, "PN", "Doe^Jane".getBytes(StandardCharsets.US_ASCII))
        .text(Tag.PATIENT_ID, "LO", "P1")
        .text(Tag.SERIES_INSTANCE_UID, "UI", SERIES)
        .text(Tag.IMAGE_POSITION, "DS", "-10\\20\\" + zMm)
        .text(Tag.IMAGE_ORIENTATION, "DS", "1\\0\\0\\0\\1\\0")
        .number(Tag.SAMPLES_PER_PIXEL, 1)
        .number(Tag.ROWS, 2)
        .number(Tag.COLUMNS, 2)
        .text(Tag.PIXEL_SPACING, "DS", "0.5\\0.5")
        .number(Tag.BITS_ALLOCATED, 16)
        .number(Tag.BITS_STORED, 12)
        .number(Tag.HIGH_BIT, 11)
        .number(Tag.PIXEL_REPRESENTATION, 0)
        .text(Tag.RESCALE_INTERCEPT, "DS", "-1024")
        .text(Tag.RESCALE_SLOPE, "DS", "1")
        .pixels(0, 1, 2, 3);
  }

  DicomBytes text(Tag tag, String representation, String value) {
    String even =
        value.length() % 2 == 0 ? value : value + (representation.equals("UI") ? "\0" : " ");
    return raw(tag.number(), representation, even.getBytes(StandardCharsets.US_ASCII));
  }

  DicomBytes number(Tag tag, int value) {
    return raw(tag.number(), "US", shorts(value));
  }

  DicomBytes pixels(int... samples) {
    return raw(Tag.PIXEL_DATA.number(), "OW", shorts(samples));
  }

  /** In this object's byte order. */
  private byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order());
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  private ByteOrder order() {
    return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** A sequence of items of defined length. */
  DicomBytes sequence(int tag, DicomBytes... items) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (DicomBytes item : items) {
      byte[] elements = item.dataSet();
      value.writeBytes(tagBytes(ElementReader.ITEM));
      value.writeBytes(intBytes(elements.length));
      value.writeBytes(elements);
    }
    return raw(tag, "SQ", value.toByteArray());
  }

  /** An encapsulated value: an offset table, then the fragments. */
  DicomBytes encapsulated(byte[] offsetTable, byte[]... fragments) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(item(offsetTable));
    for (byte[] fragment : fragments) {
      value.writeBytes(item(fragment));
    }
    value.writeBytes(tagBytes(ElementReader.SEQUENCE_END));
    value.writeBytes(intBytes(0));
    undefinedLength.add(Tag.PIXEL_DATA.number());
    return raw(Tag.PIXEL_DATA.number(), "OB", value.toByteArray());
  }

  private byte[] item(byte[] value) {
    ByteArrayOutputStream item = new ByteArrayOutputStream();
    item.writeBytes(tagBytes(ElementReader.ITEM));
    item.writeBytes(intBytes(value.length));
    item.writeBytes(value);
    return item.toByteArray();
  }

  DicomBytes raw(int tag, String representation, byte[] value) {
    elements.put(tag, value);
    representations.put(tag, representation);
    return this;
  }

  DicomBytes without(Tag tag) {
    elements.remove(tag.number());
    return this;
  }

  DicomBytes transferSyntax(String uid) {
    transferSyntax = uid;
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(meta());
    out.writeBytes(dataSet());
    return out.toByteArray();
  }

  /** As {@link #bytes}, the data set deflated. */
  byte[] deflatedBytes() {
    transferSyntax(TransferSyntax.DEFLATED);
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(dataSet());
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(meta());
    byte[] chunk = new byte[512];
    while (!deflater.finished()) {
      out.write(chunk, 0, deflater.deflate(chunk));
    }
    deflater.end();
    return out.toByteArray();
  }

  private byte[] meta() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    String uid = transferSyntax.length() % 2 == 0 ? transferSyntax : transferSyntax + "\0";
    write(out, Tag.TRANSFER_SYNTAX_UID.number(), "UI", uid.getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private byte[] dataSet() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    elements.forEach(
        (tag, value) -> {
          int length = undefinedLength.contains(tag) ? -1 : value.length;
          out.writeBytes(tagBytes(tag));
          if (!explicit) {
            out.writeBytes(intBytes(length));
          } else {
            String vr = representations.getOrDefault(tag, "UN");
            out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
            if (vr.matches("OB|OW|SQ|UN|UT")) {
              out.writeBytes(new byte[2]);
              out.writeBytes(intBytes(length));
            } else {
              out.writeBytes(shorts(length));
            }
          }
          out.writeBytes(value);
        });
    return out.toByteArray();
  }

  private byte[] tagBytes(int tag) {
    return shorts(tag >>> 16, tag);
  }

  private byte[] intBytes(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(order()).putInt(value).array();
  }

  static void write(ByteArrayOutputStream out, int tag, String representation, byte[] value) {
    writeHead(out, tag, representation, value.length);
    out.writeBytes(value);
  }

  static void writeHead(ByteArrayOutputStream out, int tag, String representation, int length) {
    writeTag(out, tag);
    out.writeBytes(representation.getBytes(StandardCharsets.US_ASCII));
    if (representation.matches("OB|OW|SQ|UN|UT")) {
      out.writeBytes(new byte[2]);
      writeInt(out, length);
    } else {
      out.write(length);
      out.write(length >> 8);
    }
  }

  static void writeTag(ByteArrayOutputStream out, int tag) {
    out.write(tag >> 16);
    out.write(tag >> 24);
    out.write(tag);
    out.write(tag >> 8);
  }

  static void writeInt(ByteArrayOutputStream out, int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(value >> shift);
    }
  }
}
