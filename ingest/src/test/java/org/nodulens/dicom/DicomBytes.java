package org.nodulens.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes the bytes of small CT slices, right ones and wrong ones. */
final class DicomBytes {
  static final String SERIES = "1.2.3";
  private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";

  private final boolean explicit;
  private final Map<Integer, byte[]> elements = new TreeMap<>(Integer::compareUnsigned);
  private final Map<Integer, String> representations = new TreeMap<>();
  private String transferSyntax;

  private DicomBytes(boolean explicit) {
    this.explicit = explicit;
    this.transferSyntax =
        explicit ? TransferSyntax.EXPLICIT_LITTLE_ENDIAN : TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
  }

  /** An axial slice of 2 x 2 pixels, 0.5 mm apart, with values 0 to 3, rescaled by -1024. */
  static DicomBytes slice(double zMm, boolean explicit) {
    return new DicomBytes(explicit)
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
    return raw(tag.number(), "US", new byte[] {(byte) value, (byte) (value >> 8)});
  }

  DicomBytes pixels(int... samples) {
    byte[] value = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      value[2 * i] = (byte) samples[i];
      value[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    return raw(Tag.PIXEL_DATA.number(), "OW", value);
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
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    String uid = transferSyntax.length() % 2 == 0 ? transferSyntax : transferSyntax + "\0";
    write(out, Tag.TRANSFER_SYNTAX_UID.number(), "UI", uid.getBytes(StandardCharsets.US_ASCII));
    elements.forEach(
        (tag, value) -> {
          if (explicit) {
            write(out, tag, representations.getOrDefault(tag, "UN"), value);
          } else {
            writeTag(out, tag);
            writeInt(out, value.length);
            out.writeBytes(value);
          }
        });
    return out.toByteArray();
  }

  static void write(ByteArrayOutputStream out, int tag, String representation, byte[] value) {
    writeHead(out, tag, representation, value.length);
    out.writeBytes(value);
  }

  static void writeHead(ByteArrayOutputStream out, int tag, String representation, int length) {
    writeTag(out, tag);
    out.writeBytes(representation.getBytes(StandardCharsets.US_ASCII));
    if (representation.matches("OB|OW|SQ|UN")) {
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
