package org.nodulens.explain;

import java.util.List;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Symmetry;

/** Raw, signed importance on a grid of rows and columns. Immutable. */
public final class ImportanceMap {
  private final PixelSize size;
  private final float[] values;

  /**
   * A map of these values, copied.
   *
   * @param values (rows, columns)
   */
  public ImportanceMap(PixelSize size, float[] values) {
    if (values.length != size.count()) {
      throw new IllegalArgumentException(values.length + " values do not fill a map of " + size);
    }
    this.size = size;
    this.values = values.clone();
  }

  /** The mean of maps of one size, element by element. */
  public static ImportanceMap mean(List<ImportanceMap> maps) {
    PixelSize size = maps.get(0).size;
    double[] sum = new double[size.count()];
    for (ImportanceMap map : maps) {
      if (!map.size.equals(size)) {
        throw new IllegalArgumentException(
            "maps of " + size + " and " + map.size + " have no mean");
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += map.values[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / maps.size());
    }
    return new ImportanceMap(size, mean);
  }

  /** The map of an image that {@code symmetry} turned, turned back. */
  public ImportanceMap turnedBack(Symmetry symmetry) {
    Symmetry inverse = symmetry.inverse();
    PixelSize turned = inverse.transposes() ? size.transposed() : size;
    return new ImportanceMap(turned, inverse.apply(values, size));
  }

  public PixelSize size() {
    return size;
  }

  public float value(int row, int column) {
    return values[row * size.columns() + column];
  }

  /** A copy, (rows, columns). */
  public float[] values() {
    return values.clone();
  }

  public float minimum() {
    float least = Float.POSITIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  public float maximum() {
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      most = Math.max(most, value);
    }
    return most;
  }
}
