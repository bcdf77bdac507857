package org.nodulens.datasets.rtstruct;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.datasets.regions.DrawnRegion;
import org.nodulens.datasets.regions.RegionFault;
import org.nodulens.dicom.RtContour;
import org.nodulens.nodule.VoxelSet;

/**
 * Brings one ROI's contours to slices. A contour belongs to the slice of the image that it names,
 * if it lies within half the distance of slices of it, else to the nearest. Contours in one plane
 * combine by exclusive or; of several planes nearest to one slice, the nearest counts.
 */
final class ContourPlacer {
  /** Contours nearer than that lie in one plane. */
  private static final double SAME_PLANE_MM = 0.05;

  /** A contour on no slice but between two. */
  private static final double BETWEEN = 0.1;

  /** How far a contour may leave its plane: positions are written with few digits. */
  private static final double MOST_UNEVEN_MM = 0.2;

  private static final double HALF = 0.5 + 1e-6;

  private static final int MOST_SKIPPED = 4;
  private static final double FARTHEST_SKIPPED_MM = 10;

  private final VolumeGeometry geometry;
  private final Map<String, Integer> sliceBySopUid;
  private final List<Placed> placed = new ArrayList<>();
  private final List<PatientPoint> points = new ArrayList<>();
  private final Set<String> flags = new TreeSet<>();
  private final Map<String, Integer> faults = new TreeMap<>();

  ContourPlacer(VolumeGeometry geometry, Map<String, Integer> sliceBySopUid) {
    this.geometry = geometry;
    this.sliceBySopUid = sliceBySopUid;
  }

  /**
   * A polygon and its place.
   *
   * @param at along the slices: 2.5 lies between the third and the fourth
   */
  private record Placed(int slice, double at, List<PlanePoint> polygon) {
    double offset() {
      return Math.abs(at - slice);
    }
  }

  GridSize size() {
    return geometry.size();
  }

  void add(RtContour contour) {
    switch (contour.kind()) {
      case POINT -> points.addAll(contour.points());
      case OPEN -> count("open-contour");
      case CLOSED -> addClosed(contour);
    }
  }

  private void count(String fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  private void addClosed(RtContour contour) {
    if (contour.points().size() < 3) {
      flags.add("contour-without-area");
      return;
    }
    List<PlanePoint> polygon = new ArrayList<>(contour.points().size());
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (PatientPoint point : contour.points()) {
      VoxelPoint voxel = geometry.toVoxel(point);
      polygon.add(new PlanePoint(voxel.column(), voxel.row()));
      lowest = Math.min(lowest, voxel.slice());
      highest = Math.max(highest, voxel.slice());
    }
    if ((highest - lowest) * geometry.spacing().zMm() > MOST_UNEVEN_MM) {
      count("other-plane");
      return;
    }
    double at = (lowest + highest) / 2;
    if (!(at >= -HALF && at <= geometry.size().slices() - 1 + HALF)) {
      count("contour-outside-volume");
      return;
    }
    placed.add(new Placed(slice(at, contour), at, polygon));
  }

  private int slice(double at, RtContour contour) {
    int last = geometry.size().slices() - 1;
    int nearest = (int) Math.max(0, Math.min(last, Math.rint(at)));
    Integer named = contour.sopUid().map(sliceBySopUid::get).orElse(null);
    if (named != null && Math.abs(named - at) > HALF) {
      flags.add("contradicting-reference");
    }
    int slice = named != null && Math.abs(named - at) <= HALF ? named : nearest;
    if (Math.abs(slice - at) > BETWEEN) {
      flags.add("contour-between-slices");
    }
    return slice;
  }

  /** The region, once all contours are there. */
  DrawnRegion drawn(int number) {
    VoxelSet voxels = new VoxelSet(geometry.size());
    Map<Integer, List<Placed>> bySlice = new TreeMap<>();
    for (Placed contour : placed) {
      bySlice.computeIfAbsent(contour.slice(), slice -> new ArrayList<>()).add(contour);
    }
    bySlice.forEach((slice, contours) -> voxels.add(slice, filled(contours)));
    int reach = reach(List.copyOf(bySlice.keySet()));
    if (reach > 1) {
      flags.add("slices-skipped");
    }
    return new DrawnRegion(number, voxels, points, reach, flags, rejected(voxels.isEmpty()));
  }

  private BitSet filled(List<Placed> contours) {
    Placed nearest = contours.get(0);
    for (Placed contour : contours) {
      nearest = contour.offset() < nearest.offset() ? contour : nearest;
    }
    BitSet filled = new BitSet();
    Map<List<PlanePoint>, Boolean> known = new HashMap<>();
    for (Placed contour : contours) {
      if (Math.abs(contour.at() - nearest.at()) * geometry.spacing().zMm() > SAME_PLANE_MM) {
        flags.add("contour-left-out");
      } else if (known.put(contour.polygon(), true) != null) {
        // Drawn twice it would cancel itself.
        flags.add("contour-twice");
      } else {
        filled.xor(PolygonFill.of(geometry.size(), contour.polygon()));
      }
    }
    return filled;
  }

  /** How far apart the slices that were drawn on mostly are. */
  private int reach(List<Integer> slices) {
    int[] steps = new int[Math.max(0, slices.size() - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = slices.get(i + 1) - slices.get(i);
    }
    java.util.Arrays.sort(steps);
    int usual = steps.length == 0 ? 1 : steps[(steps.length - 1) / 2];
    boolean near = usual <= MOST_SKIPPED && usual * geometry.spacing().zMm() <= FARTHEST_SKIPPED_MM;
    return near ? usual : 1;
  }

  /**
   * Contours that are drawn nowhere: a row for each kind, where the rest is drawn a flag will do.
   */
  private List<RegionFault> rejected(boolean nothingDrawn) {
    List<RegionFault> rejected = new ArrayList<>();
    faults.forEach(
        (code, count) -> {
          if (code.equals("contour-outside-volume") && !nothingDrawn) {
            flags.add(code);
          } else {
            rejected.add(fault(code, count));
          }
        });
    return rejected;
  }

  private static RegionFault fault(String code, int count) {
    String contours = count == 1 ? "one contour" : count + " contours";
    return switch (code) {
      case "open-contour" -> new RegionFault(code, contours + ", an open line holds nothing");
      case "other-plane" -> new RegionFault(code, contours + " across slices, not along one");
      default -> new RegionFault("outside-volume", contours + " outside the volume");
    };
  }
}
