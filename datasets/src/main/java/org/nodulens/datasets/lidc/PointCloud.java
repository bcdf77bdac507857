package org.nodulens.datasets.lidc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.nodulens.nodule.PixelPoint;

/** The contour points of a mark in mm, slice by slice, so that only near ones are compared. */
final class PointCloud {
  private final NavigableMap<Double, Layer> layers;

  private PointCloud(NavigableMap<Double, Layer> layers) {
    this.layers = layers;
  }

  /** Single points count only where the reader drew no line: they are slips of the pen. */
  static PointCloud of(ReaderMark mark, GroupingScale scale) {
    boolean outlined = mark.rois().stream().anyMatch(MarkRoi::isLine);
    Map<Double, List<PixelPoint>> points = new TreeMap<>();
    for (MarkRoi roi : mark.rois()) {
      if (roi.zMm().isPresent() && (roi.isLine() || !outlined)) {
        points
            .computeIfAbsent(roi.zMm().getAsDouble(), z -> new ArrayList<>())
            .addAll(roi.points());
      }
    }
    NavigableMap<Double, Layer> layers = new TreeMap<>();
    points.forEach((zMm, onSlice) -> layers.put(zMm, Layer.of(onSlice, scale)));
    return new PointCloud(layers);
  }

  /** The distance of the nearest two points, or infinity where it is more than the limit. */
  double distanceMm(PointCloud other, double limitMm) {
    double best = limitMm * limitMm;
    boolean found = false;
    for (Map.Entry<Double, Layer> mine : layers.entrySet()) {
      double zMm = mine.getKey();
      for (Map.Entry<Double, Layer> theirs :
          other.layers.subMap(zMm - limitMm, true, zMm + limitMm, true).entrySet()) {
        double rise = theirs.getKey() - zMm;
        if (rise * rise > best || best == 0) {
          continue;
        }
        double square = mine.getValue().squareTo(theirs.getValue(), rise * rise, best);
        if (square <= best) {
          best = square;
          found = true;
        }
      }
    }
    return found ? Math.sqrt(best) : Double.POSITIVE_INFINITY;
  }

  /** Points of one slice, in order of x. */
  private static final class Layer {
    private final double[] x;
    private final double[] y;
    private final double lowestY;
    private final double highestY;

    private Layer(double[] x, double[] y) {
      this.x = x;
      this.y = y;
      lowestY = Arrays.stream(y).min().orElse(Double.NaN);
      highestY = Arrays.stream(y).max().orElse(Double.NaN);
    }

    static Layer of(List<PixelPoint> points, GroupingScale scale) {
      List<PixelPoint> sorted =
          points.stream()
              .distinct()
              .sorted((a, b) -> Integer.compare(a.column(), b.column()))
              .toList();
      double[] x = new double[sorted.size()];
      double[] y = new double[sorted.size()];
      for (int i = 0; i < x.length; i++) {
        x[i] = sorted.get(i).column() * scale.columnSpacingMm();
        y[i] = sorted.get(i).row() * scale.rowSpacingMm();
      }
      return new Layer(x, y);
    }

    /** The least squared distance, or infinity where none is within the limit. */
    double squareTo(Layer other, double riseSquare, double limitSquare) {
      double best = limitSquare;
      double reach = Math.sqrt(best);
      boolean found = false;
      if (lowestY - other.highestY > reach || other.lowestY - highestY > reach) {
        return Double.POSITIVE_INFINITY;
      }
      int start = 0;
      for (int i = 0; i < x.length && !(found && best == riseSquare); i++) {
        while (start < other.x.length && other.x[start] < x[i] - reach) {
          start++;
        }
        for (int k = start; k < other.x.length && other.x[k] <= x[i] + reach; k++) {
          double dx = other.x[k] - x[i];
          double dy = other.y[k] - y[i];
          double square = dx * dx + dy * dy + riseSquare;
          if (square <= best) {
            best = square;
            found = true;
          }
        }
      }
      return found ? best : Double.POSITIVE_INFINITY;
    }
  }
}
