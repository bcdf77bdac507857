package org.nodulens.explain;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.nodulens.vit.PatchShift;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Symmetry;

/** Raw, signed importance on a grid of rows and columns. Immutable. */
public final class ImportanceMap implements Serializable {
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

  /**
   * The maps of shifted planes on one grid s times as fine, each element where its patch was: the
   * element of row r of shift i stands in row r s + i. Values are divided by the number of shifts,
   * so that the sum over the grid is the mean of the maps' sums.
   *
   * @param maps s x s of one size, row by row
   * @param perAxis s
   */
  static ImportanceMap interleaved(List<ImportanceMap> maps, int perAxis) {
    if (maps.size() != perAxis * perAxis) {
      throw new IllegalArgumentException(
          maps.size() + " maps are not those of " + perAxis + " x " + perAxis + " shifts");
    }
    PixelSize coarse = maps.get(0).size;
    PixelSize fine = new PixelSize(coarse.rows() * perAxis, coarse.columns() * perAxis);
    float[] values = new float[fine.count()];
    for (int row = 0; row < fine.rows(); row++) {
      for (int column = 0; column < fine.columns(); column++) {
        ImportanceMap map = maps.get(row % perAxis * perAxis + column % perAxis);
        values[row * fine.columns() + column] =
            map.value(row / perAxis, column / perAxis) / maps.size();
      }
    }
    return new ImportanceMap(fine, values);
  }

  /**
   * The mean of the pixel maps of shifted planes on the plane that was not shifted: pixel (row,
   * column) there is (row - down, column - right) of a plane whose centre moved down and right,
   * read by linear interpolation. All planes count, so a pixel that a plane does not see has
   * importance 0 in it; what planes see outside of the unshifted one is left out.
   *
   * @param maps of one size
   */
  static ImportanceMap overlapped(Map<PatchShift, ImportanceMap> maps) {
    if (maps.size() == 1 && maps.containsKey(PatchShift.NONE)) {
      return maps.values().iterator().next();
    }
    PixelSize size = maps.values().iterator().next().size;
    double[] sum = new double[size.count()];
    maps.forEach(
        (shift, map) -> {
          for (int row = 0; row < size.rows(); row++) {
            for (int column = 0; column < size.columns(); column++) {
              sum[row * size.columns() + column] +=
                  map.between(row - shift.downPixels(), column - shift.rightPixels());
            }
          }
        });
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / maps.size());
    }
    return new ImportanceMap(size, mean);
  }

  /** The value between elements; 0 outside of the map. */
  private double between(double row, double column) {
    int r = (int) Math.floor(row);
    int c = (int) Math.floor(column);
    double down = row - r;
    double right = column - c;
    return (1 - down) * ((1 - right) * valueOr0(r, c) + right * valueOr0(r, c + 1))
        + down * ((1 - right) * valueOr0(r + 1, c) + right * valueOr0(r + 1, c + 1));
  }

  private double valueOr0(int row, int column) {
    boolean inside = row >= 0 && row < size.rows() && column >= 0 && column < size.columns();
    return inside ? value(row, column) : 0;
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
