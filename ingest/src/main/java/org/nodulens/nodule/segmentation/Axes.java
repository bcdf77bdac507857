package org.nodulens.nodule.segmentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;

/**
 * The long and the short axis of a mask's pixels in one slice, each from the outer edge of a pixel
 * to that of another: the distance of two pixel centres and one pixel, the mean of its width and
 * height.
 */
record Axes(double longMm, double shortMm) {
  static final Axes NONE = new Axes(0, 0);

  /**
   * Measures.
   *
   * @param pixels row by row; at least one
   */
  static Axes of(List<VoxelIndex> pixels, VoxelSpacing spacing) {
    List<VoxelIndex> ends = rowEnds(pixels);
    VoxelIndex from = ends.get(0);
    VoxelIndex to = ends.get(0);
    double longest = 0;
    for (int a = 0; a < ends.size(); a++) {
      for (int b = a + 1; b < ends.size(); b++) {
        double mm =
            Math.hypot(
                xMm(ends.get(a), ends.get(b), spacing), yMm(ends.get(a), ends.get(b), spacing));
        if (mm > longest) {
          longest = mm;
          from = ends.get(a);
          to = ends.get(b);
        }
      }
    }
    double pixelMm = (spacing.xMm() + spacing.yMm()) / 2;
    double x = longest == 0 ? 1 : xMm(from, to, spacing) / longest;
    double y = longest == 0 ? 0 : yMm(from, to, spacing) / longest;
    return new Axes(longest + pixelMm, acrossMm(pixels, spacing, x, y) + pixelMm);
  }

  /** The farthest of a row's pixels: the longest way ends at such ones. */
  private static List<VoxelIndex> rowEnds(List<VoxelIndex> pixels) {
    List<VoxelIndex> ends = new ArrayList<>();
    for (int i = 0; i < pixels.size(); i++) {
      boolean first = i == 0 || pixels.get(i - 1).row() != pixels.get(i).row();
      boolean last = i == pixels.size() - 1 || pixels.get(i + 1).row() != pixels.get(i).row();
      if (first || last) {
        ends.add(pixels.get(i));
      }
    }
    return ends;
  }

  /** The longest way at right angles to a direction, in strips of a pixel's breadth along it. */
  private static double acrossMm(
      List<VoxelIndex> pixels, VoxelSpacing spacing, double xDirection, double yDirection) {
    double stripMm = (spacing.xMm() + spacing.yMm()) / 2;
    Map<Long, double[]> ranges = new HashMap<>();
    double widest = 0;
    for (VoxelIndex pixel : pixels) {
      double x = pixel.column() * spacing.xMm();
      double y = pixel.row() * spacing.yMm();
      double across = y * xDirection - x * yDirection;
      long strip = Math.round((x * xDirection + y * yDirection) / stripMm);
      double[] range = ranges.computeIfAbsent(strip, s -> new double[] {across, across});
      range[0] = Math.min(range[0], across);
      range[1] = Math.max(range[1], across);
      widest = Math.max(widest, range[1] - range[0]);
    }
    return widest;
  }

  private static double xMm(VoxelIndex from, VoxelIndex to, VoxelSpacing spacing) {
    return (to.column() - from.column()) * spacing.xMm();
  }

  private static double yMm(VoxelIndex from, VoxelIndex to, VoxelSpacing spacing) {
    return (to.row() - from.row()) * spacing.yMm();
  }
}
