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
}
