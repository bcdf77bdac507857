package org.nodulens.vit.weights;

import java.util.List;
import org.nodulens.vit.ModelFormatException;

/**
 * A tensor as PyTorch keeps it: a view into a storage, at an offset, with a step for each extent.
 * Made only where every element lies within the storage.
 */
final class TorchView {
  private final PickleValue.Storage storage;
  private final long offset;
  private final int[] shape;
  private final long[] strides;

  private TorchView(PickleValue.Storage storage, long offset, int[] shape, long[] strides) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }

  /**
   * Holds a view against its storage.
   *
   * @param sizes extents, none negative
   * @param steps between neighbours along each extent, in elements
   * @throws ModelFormatException if it is none, reaches out of the storage, or has more elements
   *     than the storage
   */
  static TorchView of(
      PickleValue.Storage storage, long offset, List<Long> sizes, List<Long> steps, String where)
      throws ModelFormatException {
    String told = " of shape " + sizes + " and steps " + steps + " from element " + offset;
    if (sizes.size() != steps.size() || offset < 0 || offset > storage.elements()) {
      throw new ModelFormatException(where + " has a tensor" + told + ", which is none");
    }
    long count = 1;
    long last = offset;
    for (int i = 0; i < sizes.size(); i++) {
      long size = sizes.get(i);
      long step = steps.get(i);
      if (size < 0 || step < 0 || size > Integer.MAX_VALUE || step > storage.elements()) {
        throw new ModelFormatException(where + " has a tensor" + told + ", which is none");
      }
      count = size == 0 ? 0 : saturated(count, size);
      last = Math.min(Long.MAX_VALUE / 2, last + saturated(Math.max(0, size - 1), step));
    }
    boolean within = count == 0 || (last < storage.elements() && count <= storage.elements());
    if (!within || count > Integer.MAX_VALUE - 8) {
      throw new ModelFormatException(
          where + " has a tensor" + told + ", its storage " + storage.elements() + " elements");
    }
    return new TorchView(
        storage,
        offset,
        sizes.stream().mapToInt(Math::toIntExact).toArray(),
        steps.stream().mapToLong(Long::longValue).toArray());
  }

  /** Both factors are below 2^63 / 2^31 or within a storage: a quarter of the range is plenty. */
  private static long saturated(long a, long b) {
    return b != 0 && a > Long.MAX_VALUE / 4 / b ? Long.MAX_VALUE / 4 : a * b;
  }

  PickleValue.Storage storage() {
    return storage;
  }

  /** Of its first element, in elements of the storage. */
  long offset() {
    return offset;
  }

  int[] shape() {
    return shape.clone();
  }

  int count() {
    int count = 1;
    for (int extent : shape) {
      count *= extent;
    }
    return count;
  }

  /** Whether its elements lie one behind the other, in C order. */
  boolean isContiguous() {
    long step = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && strides[i] != step) {
        return false;
      }
      step *= shape[i];
    }
    return true;
  }

  /** How many elements of the storage lie from its first to its last. */
  int span() {
    long last = 0;
    for (int i = 0; i < shape.length; i++) {
      last += (shape[i] - 1) * strides[i];
    }
    return Math.toIntExact(last + 1);
  }

  /** Its elements in C order, out of its span. */
  float[] gathered(float[] span) {
    float[] values = new float[count()];
    int[] index = new int[shape.length];
    long from = 0;
    for (int at = 0; at < values.length; at++) {
      values[at] = span[Math.toIntExact(from)];
      for (int i = shape.length - 1; i >= 0; i--) {
        from += strides[i];
        if (++index[i] < shape[i]) {
          break;
        }
        from -= index[i] * strides[i];
        index[i] = 0;
      }
    }
    return values;
  }
}
