package org.nodulens.volumeio;

import java.util.Optional;

/** Element types of NumPy arrays that are read and written here, all little endian. */
public enum NpyType {
  INT16("<i2", 2),
  UINT8("|u1", 1),
  FLOAT32("<f4", 4),
  FLOAT64("<f8", 8),
  INT64("<i8", 8);

  private final String descriptor;
  private final int bytes;

  NpyType(String descriptor, int bytes) {
    this.descriptor = descriptor;
    this.bytes = bytes;
  }

  static Optional<NpyType> ofDescriptor(String descriptor) {
    for (NpyType type : values()) {
      boolean sameByte = type.bytes == 1 && descriptor.endsWith(type.descriptor.substring(1));
      if (type.descriptor.equals(descriptor) || sameByte) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** NumPy's name of the type, for instance {@code <i2}. */
  public String descriptor() {
    return descriptor;
  }

  /** Bytes per element. */
  public int bytes() {
    return bytes;
  }
}
