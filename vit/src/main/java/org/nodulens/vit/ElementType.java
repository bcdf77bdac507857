package org.nodulens.vit;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Element types of safetensors that hold weights; all are read as float32. What is written is
 * rounded to the nearest value that the type has, ties to even.
 */
public enum ElementType {
  F64(8) {
    @Override
    float next(ByteBuffer data) {
      return (float) data.getDouble();
    }

    @Override
    void put(float value, ByteBuffer data) {
      data.putDouble(value);
    }
  },
  F32(4) {
    @Override
    float next(ByteBuffer data) {
      return data.getFloat();
    }

    @Override
    void put(float value, ByteBuffer data) {
      data.putFloat(value);
    }
  },
  F16(2) {
    @Override
    float next(ByteBuffer data) {
      return halfToFloat(data.getShort());
    }

    @Override
    void put(float value, ByteBuffer data) {
      data.putShort(floatToHalf(value));
    }
  },
  BF16(2) {
    @Override
    float next(ByteBuffer data) {
      return Float.intBitsToFloat(data.getShort() << 16);
    }

    @Override
    void put(float value, ByteBuffer data) {
      int bits = Float.floatToIntBits(value);
      int roundedUp = Float.isNaN(value) ? bits : bits + 0x7fff + (bits >>> 16 & 1);
      data.putShort((short) (roundedUp >>> 16));
    }
  };

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  static Optional<ElementType> ofCode(String code) {
    for (ElementType type : values()) {
      if (type.name().equals(code)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** How many bytes one element takes. */
  public int bytes() {
    return bytes;
  }

  abstract float next(ByteBuffer data);

  abstract void put(float value, ByteBuffer data);

  /** Widens or narrows the next elements of {@code data}, little endian by its own order. */
  public void decode(ByteBuffer data, float[] into, int from, int count) {
    for (int i = 0; i < count; i++) {
      into[from + i] = next(data);
    }
  }

  /** IEEE 754 binary16; what is too large for it becomes infinite. */
  static short floatToHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude < 0x1p-14f) {
      return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
    }
    if (magnitude >= 65520) { // half way between the largest, 65504, and the next
      return (short) (sign | 0x7c00);
    }
    int exponent = (bits >>> 23 & 0xff) - 112; // bias 127 to bias 15
    int fraction = bits & 0x7fffff;
    int kept = exponent << 10 | fraction >>> 13;
    int rest = fraction & 0x1fff;
    boolean up = rest > 0x1000 || (rest == 0x1000 && (kept & 1) == 1);
    return (short) (sign | (up ? kept + 1 : kept)); // a carry raises the exponent, as it should
  }

  /** IEEE 754 binary16. */
  static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int widened = exponent == 0x1f ? 0xff : exponent + 112; // bias 15 to bias 127
    return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
  }
}
