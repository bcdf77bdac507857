package org.nodulens.nodule;

import java.util.List;

/**
 * A closed line through pixel centres on one slice; the last point joins the first.
 *
 * @param inclusion false: what the line holds is cut out of the nodule
 */
public record PixelContour(List<PixelPoint> points, boolean inclusion) {
  /** Keeps products of coordinates exact, and loops short. */
  private static final int FARTHEST = 1 << 20;

  public PixelContour {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a contour needs at least one point");
    }
    for (PixelPoint point : points) {
      if (Math.abs((long) point.column()) > FARTHEST || Math.abs((long) point.row()) > FARTHEST) {
        throw new IllegalArgumentException("contour point " + point + " is far outside any image");
      }
    }
  }

  /** The smallest box that holds the line. */
  public PixelBox bounds() {
    PixelBox bounds = new PixelBox(points.get(0), points.get(0));
    for (PixelPoint point : points) {
      bounds = bounds.union(new PixelBox(point, point));
    }
    return bounds;
  }

  /** The same line, counted from another pixel. */
  PixelContour relativeTo(PixelPoint origin) {
    return new PixelContour(
        points.stream()
            .map(p -> new PixelPoint(p.column() - origin.column(), p.row() - origin.row()))
            .toList(),
        inclusion);
  }
}
