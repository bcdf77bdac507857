package org.nodulens.vit;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Element types of safetensors that hold weights; all are read as float32. */
public enum ElementType {
  F64(8) {
    @Override
    float next(ByteBuffer data) {
      return (float) data.getDouble();
    }
  },
  F32(4) {
    @Override
    float next(ByteBuffer data) {
      return data.getFloat();
    }
  },
  F16(2) {
    @Override
    float next(ByteBuffer data) {
      return halfToFloat(data.getShort());
    }
  },
  BF16(2) {
    @Override
    float next(ByteBuffer data) {
      return Float.intBitsToFloat(data.getShort() << 16);
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

  /** Widens or narrows the next elements of {@code data}, little endian by its own order. */
  public void decode(ByteBuffer data, float[] into, int from, int count) {
    for (int i = 0; i < count; i++) {
      into[from + i] = next(data);
    }
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
