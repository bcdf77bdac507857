package org.nodulens.vit;

import java.io.IOException;

/** A tensor that lies in a file and is read when it is needed. */
public interface StoredTensor {
  /** Its extents, without reading it. */
  int[] shape();

  /**
   * Reads it, as float32.
   *
   * @throws ModelFormatException if the file does not hold what it promised
   */
  Tensor read() throws IOException;

  /** How many values it has. */
  default int count() {
    int count = 1;
    for (int extent : shape()) {
      count = Math.multiplyExact(count, extent);
    }
    return count;
  }
}
