package org.nodulens.vit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.nodulens.volumeio.NpyFile;

/** Compares arrays with those that another program made. */
public final class ReferenceArrays {
  private ReferenceArrays() {}

  /**
   * The largest absolute difference from a NumPy file, relative to the largest magnitude in it;
   * infinite where either holds what is not finite.
   *
   * @throws ModelFormatException if the shapes differ
   */
  public static double error(Path file, Tensor computed) throws IOException {
    NpyFile reference = NpyFile.open(file);
    if (!computed.hasShape(reference.shape())) {
      throw new ModelFormatException(
          reference.path()
              + " has shape "
              + Arrays.toString(reference.shape())
              + ", computed was "
              + Arrays.toString(computed.shape()));
    }
    double[] expected = reference.doubles();
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      double here = Math.abs(computed.values()[i] - expected[i]);
      if (!Double.isFinite(here)) {
        return Double.POSITIVE_INFINITY;
      }
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, here);
    }
    return difference == 0 ? 0 : difference / largest;
  }
}
