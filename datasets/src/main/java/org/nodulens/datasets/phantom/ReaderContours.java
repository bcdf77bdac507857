package org.nodulens.datasets.phantom;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.nodule.PixelPoint;

/** A reader's contours of a nodule: nearly its true outline, a little wider here, tighter there. */
final class ReaderContours {
  private static final double WAVER_MM = 0.35;
  private static final int MARGIN = 3;

  /** No reader draws so wide. */
  private static final double FARTHEST_MM = 4;

  private final VolumeGeometry geometry;
  private final NoduleExtent extent;
  private final PatientPoint center;
  private final double reach;
  private final int column0;
  private final int row0;
  private final int size;

  /** Distances to the true surface, row by row; found once for all readers. */
  private final Map<Integer, float[]> distanceMm = new TreeMap<>();

  ReaderContours(VolumeGeometry geometry, NoduleExtent extent, PatientPoint center) {
    this.geometry = geometry;
    this.extent = extent;
    this.center = center;
    reach = extent.reachMm() + 2;
    VoxelPoint middle = geometry.toVoxel(center);
    int half = (int) Math.ceil(reach / geometry.spacing().xMm()) + MARGIN;
    column0 = (int) Math.round(middle.column()) - half;
    row0 = (int) Math.round(middle.row()) - half;
    size = 2 * half + 1;
  }

  /** How one reader draws: how wide on average, and a place in the texture for where. */
  record Hand(double wideMm, double at) {}

  /** One contour a slice, by slice; where the nodule is too thin for this hand, there is none. */
  Map<Integer, List<PixelPoint>> drawnBy(Hand hand) {
    Map<Integer, List<PixelPoint>> contours = drawn(hand);
    // Everyone who saw it drew something.
    return contours.isEmpty() ? drawn(new Hand(0.8, hand.at)) : contours;
  }

  private Map<Integer, List<PixelPoint>> drawn(Hand hand) {
    Map<Integer, List<PixelPoint>> contours = new TreeMap<>();
    int first = slice(center.zMm() - reach);
    int last = slice(center.zMm() + reach);
    for (int k = Math.max(0, first); k <= Math.min(geometry.size().slices() - 1, last); k++) {
      int slice = k;
      on(slice, hand).ifPresent(contour -> contours.put(slice, contour));
    }
    return contours;
  }

  private int slice(double zMm) {
    return geometry.nearestVoxel(new PatientPoint(center.xMm(), center.yMm(), zMm)).slice();
  }

  private Optional<List<PixelPoint>> on(int slice, Hand hand) {
    float[] distance = distanceMm.computeIfAbsent(slice, this::distances);
    boolean[] inside = new boolean[size * size];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = distance[i] < FARTHEST_MM && distance[i] < allowance(point(i, slice), hand);
    }
    return ContourTrace.around(inside, size).map(line -> line.stream().map(this::inImage).toList());
  }

  private float[] distances(int slice) {
    float[] distances = new float[size * size];
    for (int i = 0; i < distances.length; i++) {
      boolean margin =
          Math.min(i % size, i / size) < MARGIN || Math.max(i % size, i / size) >= size - MARGIN;
      distances[i] = margin ? Float.POSITIVE_INFINITY : (float) extent.distanceMm(point(i, slice));
    }
    return distances;
  }

  private PatientPoint point(int i, int slice) {
    return geometry.toPatient(new VoxelPoint(column0 + i % size, row0 + i / size, slice));
  }

  private PixelPoint inImage(PixelPoint point) {
    return new PixelPoint(point.column() + column0, point.row() + row0);
  }

  private double allowance(PatientPoint point, Hand hand) {
    double step = 5;
    double waver =
        TextureCube.SHARED.at(
            (point.xMm() - center.xMm()) / step + hand.at,
            (point.yMm() - center.yMm()) / step + hand.at,
            (point.zMm() - center.zMm()) / step);
    return hand.wideMm + WAVER_MM * waver;
  }
}
