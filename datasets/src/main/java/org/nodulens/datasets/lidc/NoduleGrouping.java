package org.nodulens.datasets.lidc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells which marks of a series are of the same nodule, as {@code pylidc} does: marks belong
 * together whose contours come as near as the slice thickness, and so do those which others link.
 * Where that joins more than four, the distance is shortened by a tenth for the whole series and
 * all is done again, down to 0.1 mm.
 *
 * <p>Distances are in mm, between contour points; pylidc takes column, row and slice number for
 * them, so that its reach in the plane is the slice thickness in pixels. Like pylidc's, the marks
 * of one reader may be joined too.
 */
public final class NoduleGrouping {
  private static final int MOST_READERS = 4;
  private static final double FACTOR = 0.9;
  private static final double SHORTEST_MM = 0.1;

  /** Slice positions are written with few digits: neighbours at one thickness do touch. */
  private static final double SLACK_MM = 1e-3;

  private final double[][] distancesMm;

  private NoduleGrouping(double[][] distancesMm) {
    this.distancesMm = distancesMm;
  }

  /**
   * Groups the marks of one series; each is in one group. Groups come in the order of their first
   * marks.
   *
   * @param marks those of nodules of 3 mm and more; one without a place is alone
   */
  public static List<NoduleGroup> of(List<ReaderMark> marks, GroupingScale scale) {
    List<PointCloud> clouds = new ArrayList<>();
    marks.forEach(mark -> clouds.add(PointCloud.of(mark, scale)));
    double[][] distances = distances(clouds, scale.sliceThicknessMm() + SLACK_MM);
    NoduleGrouping grouping = new NoduleGrouping(distances);
    double withinMm = scale.sliceThicknessMm();
    int[] groups = grouping.components(withinMm);
    while (isCrowded(groups) && withinMm * FACTOR >= SHORTEST_MM) {
      withinMm *= FACTOR;
      groups = grouping.components(withinMm);
    }
    return collect(marks, groups);
  }

  private static double[][] distances(List<PointCloud> clouds, double limitMm) {
    double[][] distances = new double[clouds.size()][clouds.size()];
    for (int i = 0; i < distances.length; i++) {
      for (int j = 0; j < i; j++) {
        distances[i][j] = clouds.get(i).distanceMm(clouds.get(j), limitMm);
      }
    }
    return distances;
  }

  /** For each mark the first of those that it is linked to, itself included. */
  private int[] components(double withinMm) {
    int[] first = new int[distancesMm.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = i;
      for (int j = 0; j < i; j++) {
        if (distancesMm[i][j] <= withinMm + SLACK_MM && first[i] != first[j]) {
          int kept = Math.min(first[i], first[j]);
          int gone = Math.max(first[i], first[j]);
          for (int k = 0; k <= i; k++) {
            first[k] = first[k] == gone ? kept : first[k];
          }
        }
      }
    }
    return first;
  }

  private static boolean isCrowded(int[] groups) {
    int[] counts = new int[groups.length];
    Arrays.stream(groups).forEach(group -> counts[group]++);
    return Arrays.stream(counts).anyMatch(count -> count > MOST_READERS);
  }

  private static List<NoduleGroup> collect(List<ReaderMark> marks, int[] groups) {
    Map<Integer, List<ReaderMark>> byFirst = new TreeMap<>();
    for (int i = 0; i < groups.length; i++) {
      byFirst.computeIfAbsent(groups[i], first -> new ArrayList<>()).add(marks.get(i));
    }
    return byFirst.values().stream()
        .map(group -> new NoduleGroup(group, group.size() > MOST_READERS))
        .toList();
  }
}
