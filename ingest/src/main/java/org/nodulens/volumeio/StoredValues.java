package org.nodulens.volumeio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.nodulens.ct.CtVolume;

/**
 * How a file's numbers become HU: value times slope plus intercept, rounded to the nearest whole
 * one. What int16 cannot hold, and what is no number, is {@link CtVolume#PADDING_HU}.
 */
record StoredValues(VoxelType type, ByteOrder order, double slope, double intercept) {

  /** Numbers that are HU already. */
  static StoredValues hu(VoxelType type, ByteOrder order) {
    return new StoredValues(type, order, 1, 0);
  }

  /** Turns {@code count} stored numbers into HU, from {@code hu[first]} on. */
  void toHu(byte[] stored, int count, short[] hu, int first) {
    ByteBuffer buffer = ByteBuffer.wrap(stored).order(order);
    if (type == VoxelType.INT16 && slope == 1 && intercept == 0) {
      buffer.asShortBuffer().get(hu, first, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      hu[first + i] = hu(type.value(buffer, i * type.bytes()));
    }
  }

  private short hu(double value) {
    double rounded = Math.rint(value * slope + intercept);
    return rounded > Short.MIN_VALUE && rounded <= Short.MAX_VALUE
        ? (short) rounded
        : CtVolume.PADDING_HU;
  }
}
