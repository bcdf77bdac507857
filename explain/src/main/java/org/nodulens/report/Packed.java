package org.nodulens.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Voxels as text in a page: little-endian, gzip, base64. */
final class Packed {
  private Packed() {}

  /** As int16, rounded; what int16 cannot hold becomes its nearest. */
  static String int16(float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(
          (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(value))));
    }
    return packed(bytes.array());
  }

  /** As int8: 127 stands for {@code scale}. */
  static String int8(float[] values, double scale) throws IOException {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = scale > 0 ? (byte) Math.rint(values[i] / scale * 127) : 0;
    }
    return packed(bytes);
  }

  private static String packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }
}
