package org.nodulens.volumeio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Moves elements between little-endian bytes and Java arrays. */
final class NpyElements {
  private NpyElements() {}

  static void copy(NpyType type, ByteBuffer bytes, float[] target, int first) {
    int count = bytes.remaining() / type.bytes();
    if (type == NpyType.FLOAT32) {
      bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(target, first, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[first + i] = (float) element(type, bytes, i);
    }
  }

  static void copy(NpyType type, ByteBuffer bytes, double[] target, int first) {
    int count = bytes.remaining() / type.bytes();
    for (int i = 0; i < count; i++) {
      target[first + i] = element(type, bytes, i);
    }
  }

  private static double element(NpyType type, ByteBuffer bytes, int index) {
    int at = index * type.bytes();
    return switch (type) {
      case INT16 -> bytes.getShort(at);
      case UINT8 -> Byte.toUnsignedInt(bytes.get(at));
      case FLOAT32 -> bytes.getFloat(at);
      case FLOAT64 -> bytes.getDouble(at);
      case INT64 -> bytes.getLong(at);
    };
  }

  static byte[] bytes(short[] values) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, NpyType.INT16.bytes())];
    littleEndian(bytes).asShortBuffer().put(values);
    return bytes;
  }

  static byte[] bytes(float[] values, int from, int to) {
    byte[] bytes = new byte[Math.multiplyExact(to - from, NpyType.FLOAT32.bytes())];
    littleEndian(bytes).asFloatBuffer().put(values, from, to - from);
    return bytes;
  }

  static byte[] bytes(double[] values, int from, int to) {
    byte[] bytes = new byte[Math.multiplyExact(to - from, NpyType.FLOAT64.bytes())];
    littleEndian(bytes).asDoubleBuffer().put(values, from, to - from);
    return bytes;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
