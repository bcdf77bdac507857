package org.nodulens.overlay;

import java.util.List;
import java.util.stream.IntStream;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.vit.PixelSize;

/**
 * A map made comparable to the eye: divided by a scale and clipped to -1 ... 1, zero staying zero.
 * Two heatmaps are comparable only on one scale.
 */
public final class Heatmap {
  private final PixelSize size;
  private final float[] values;
  private final double scale;

  private Heatmap(PixelSize size, float[] values, double scale) {
    this.size = size;
    this.values = values;
    this.scale = scale;
  }

  /**
   * On the map's own scale.
   *
   * @param quantile of the magnitudes that becomes 1, in (0, 1]; 1 clips nothing
   */
  public static Heatmap of(ImportanceMap map, double quantile) {
    return onScale(map, sharedScale(List.of(map), quantile));
  }

  /**
   * The scale on which several maps can be compared.
   *
   * @param quantile of all their magnitudes together, in (0, 1]; 1 clips nothing
   */
  public static double sharedScale(List<ImportanceMap> maps, double quantile) {
    if (!(quantile > 0 && quantile <= 1)) {
      throw new IllegalArgumentException("the clipping quantile is in (0, 1], got " + quantile);
    }
    double[] magnitudes =
        maps.stream()
            .map(ImportanceMap::values)
            .flatMapToDouble(
                values -> IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i])))
            .sorted()
            .toArray();
    if (magnitudes.length == 0) {
      throw new IllegalArgumentException("no maps have no scale");
    }
    int at = (int) Math.ceil(quantile * magnitudes.length) - 1;
    return magnitudes[Math.max(0, at)];
  }

  /** On a scale shared with other maps; a scale of 0 shows nothing. */
  public static Heatmap onScale(ImportanceMap map, double scale) {
    if (!(scale >= 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException("a scale is finite and at least 0, got " + scale);
    }
    float[] values = map.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = scale > 0 ? (float) Math.max(-1, Math.min(1, values[i] / scale)) : 0;
    }
    return new Heatmap(map.size(), values, scale);
  }

  /** The magnitude shown as 1, in the map's own unit. */
  public double scale() {
    return scale;
  }

  /**
   * The value between elements, bilinear, constant beyond the outermost centres.
   *
   * @param column element 0 has its centre at 0
   */
  public float at(double row, double column) {
    double r = Math.max(0, Math.min(size.rows() - 1, row));
    double c = Math.max(0, Math.min(size.columns() - 1, column));
    int r0 = (int) r;
    int c0 = (int) c;
    int r1 = Math.min(size.rows() - 1, r0 + 1);
    int c1 = Math.min(size.columns() - 1, c0 + 1);
    double upper = mix(value(r0, c0), value(r0, c1), c - c0);
    double lower = mix(value(r1, c0), value(r1, c1), c - c0);
    return (float) mix(upper, lower, r - r0);
  }

  private float value(int row, int column) {
    return values[row * size.columns() + column];
  }

  private static double mix(double first, double second, double fraction) {
    return first + fraction * (second - first);
  }

  public PixelSize size() {
    return size;
  }
}
