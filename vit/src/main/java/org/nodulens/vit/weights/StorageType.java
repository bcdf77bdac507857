package org.nodulens.vit.weights;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nodulens.vit.ElementType;

/** Element types of PyTorch's storages; weights are floating point, the rest is read over. */
enum StorageType {
  DOUBLE("DoubleStorage", 8, ElementType.F64),
  FLOAT("FloatStorage", 4, ElementType.F32),
  HALF("HalfStorage", 2, ElementType.F16),
  BFLOAT16("BFloat16Storage", 2, ElementType.BF16),
  LONG("LongStorage", 8, null),
  INT("IntStorage", 4, null),
  SHORT("ShortStorage", 2, null),
  CHAR("CharStorage", 1, null),
  BYTE("ByteStorage", 1, null),
  BOOL("BoolStorage", 1, null);

  private final String torchName;
  private final int bytes;
  private final Optional<ElementType> elements;

  StorageType(String torchName, int bytes, @Nullable ElementType elements) {
    this.torchName = torchName;
    this.bytes = bytes;
    this.elements = Optional.ofNullable(elements);
  }

  /** By its class in PyTorch: {@code FloatStorage}. */
  static Optional<StorageType> ofTorchName(String name) {
    return Arrays.stream(values()).filter(type -> type.torchName.equals(name)).findFirst();
  }

  int bytes() {
    return bytes;
  }

  /** How its elements are decoded, where they are floating point. */
  Optional<ElementType> elements() {
    return elements;
  }

  @Override
  public String toString() {
    return torchName;
  }
}
