package org.nodulens.vit;

import java.util.Arrays;

/** A float array with a shape, C order. Keeps the array it is given: read only by agreement. */
public final class Tensor implements StoredTensor {
  private final int[] shape;
  private final float[] values;

  /**
   * A tensor over this very array.
   *
   * @throws IllegalArgumentException if the values do not fill the shape
   */
  public Tensor(float[] values, int... shape) {
    long expected = 1;
    for (int extent : shape) {
      expected *= extent;
    }
    if (expected != values.length) {
      throw new IllegalArgumentException(
          values.length + " values do not fill shape " + Arrays.toString(shape));
    }
    this.shape = shape.clone();
    this.values = values;
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  public boolean hasShape(int... expected) {
    return Arrays.equals(shape, expected);
  }

  /** Whether no value is infinite or not a number. */
  public boolean isFinite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The tensor's own array: read only. */
  public float[] values() {
    return values;
  }

  /** Itself: it is in memory. */
  @Override
  public Tensor read() {
    return this;
  }

  @Override
  public int count() {
    return values.length;
  }

  /** The same values in another shape. */
  public Tensor reshaped(int... newShape) {
    return new Tensor(values, newShape);
  }
}
