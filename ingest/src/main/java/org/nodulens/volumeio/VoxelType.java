package org.nodulens.volumeio;

import java.nio.ByteBuffer;

/** Kinds of numbers that MetaImage and NIfTI store voxels as, as far as they are read here. */
enum VoxelType {
  UINT8(1),
  INT8(1),
  UINT16(2),
  INT16(2),
  UINT32(4),
  INT32(4),
  FLOAT32(4),
  FLOAT64(8);

  private final int bytes;

  VoxelType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes per voxel. */
  int bytes() {
    return bytes;
  }

  /** The number at byte {@code at}, in the buffer's byte order. */
  double value(ByteBuffer buffer, int at) {
    return switch (this) {
      case UINT8 -> Byte.toUnsignedInt(buffer.get(at));
      case INT8 -> buffer.get(at);
      case UINT16 -> Short.toUnsignedInt(buffer.getShort(at));
      case INT16 -> buffer.getShort(at);
      case UINT32 -> Integer.toUnsignedLong(buffer.getInt(at));
      case INT32 -> buffer.getInt(at);
      case FLOAT32 -> buffer.getFloat(at);
      case FLOAT64 -> buffer.getDouble(at);
    };
  }
}
