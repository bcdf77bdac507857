package org.nodulens.datasets.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;

/**
 * A tree that fills a lung from its hilum: the places it supplies are halved again and again, and a
 * branch runs towards the middle of each half (after Kitaoka, Takaki and Suki 1999,
 * doi:10.1152/jappl.1999.87.6.2207); its calibre follows from how many it supplies (Murray's law).
 */
final class VesselTree {
  private static final double MURRAY = 0.35;
  private static final double FIRST_SHARE = 0.38;
  private static final double WANDER = 0.09;

  private final SplittableRandom random;
  private final PatientPoint[] places;
  private final double rootRadiusMm;
  private final List<Tube> tubes = new ArrayList<>();

  private VesselTree(SplittableRandom random, PatientPoint[] places, double rootRadiusMm) {
    this.random = random;
    this.places = places;
    this.rootRadiusMm = rootRadiusMm;
  }

  /** The branches from the root to every place. */
  static List<Tube> grow(
      SeedPath seed, PatientPoint root, List<PatientPoint> places, double rootRadiusMm) {
    VesselTree tree =
        new VesselTree(seed.random(), places.toArray(PatientPoint[]::new), rootRadiusMm);
    tree.branch(root, new PatientVector(0, 0, 0), 0, places.size());
    return tree.tubes;
  }

  private double radiusMm(int supplied) {
    return rootRadiusMm * Math.pow((double) supplied / places.length, MURRAY);
  }

  private void branch(PatientPoint at, PatientVector heading, int from, int to) {
    if (to - from == 1) {
      wander(at, places[from], radiusMm(1), 0.6 * radiusMm(1));
      return;
    }
    sortAlongLongestAxis(from, to);
    int middle = from + (int) Math.round((to - from) * random.nextDouble(0.33, 0.67));
    middle = Math.min(to - 1, Math.max(from + 1, middle));
    child(at, heading, from, middle);
    child(at, heading, middle, to);
  }

  private void child(PatientPoint at, PatientVector heading, int from, int to) {
    if (to - from == 1) {
      branch(at, heading, from, to);
      return;
    }
    PatientVector way = middle(from, to).minus(at);
    double length = FIRST_SHARE * random.nextDouble(0.8, 1.25) * way.lengthMm();
    PatientVector direction =
        way.times(1 / Math.max(1e-6, way.lengthMm())).plus(heading.times(0.45));
    direction = direction.times(1 / Math.max(1e-6, direction.lengthMm()));
    PatientPoint node = at.plus(direction.times(length));
    double radius = radiusMm(to - from);
    wander(at, node, radius, 0.94 * radius);
    branch(node, direction, from, to);
  }

  /** A branch is no straight line. */
  private void wander(PatientPoint from, PatientPoint to, double radius, double end) {
    PatientVector way = to.minus(from);
    double off = WANDER * way.lengthMm();
    PatientPoint bend =
        from.plus(way.times(0.5))
            .plus(
                new PatientVector(
                    off * random.nextGaussian(),
                    off * random.nextGaussian(),
                    off * random.nextGaussian()));
    tubes.add(new Tube(from, bend, radius, (radius + end) / 2));
    tubes.add(new Tube(bend, to, (radius + end) / 2, end));
  }

  private PatientPoint middle(int from, int to) {
    double x = 0;
    double y = 0;
    double z = 0;
    for (int i = from; i < to; i++) {
      x += places[i].xMm();
      y += places[i].yMm();
      z += places[i].zMm();
    }
    int count = to - from;
    return new PatientPoint(x / count, y / count, z / count);
  }

  private void sortAlongLongestAxis(int from, int to) {
    List<Comparator<PatientPoint>> axes =
        List.of(
            Comparator.comparingDouble(PatientPoint::xMm),
            Comparator.comparingDouble(PatientPoint::yMm),
            Comparator.comparingDouble(PatientPoint::zMm));
    double longest = -1;
    Comparator<PatientPoint> chosen = axes.get(0);
    for (Comparator<PatientPoint> axis : axes) {
      PatientPoint low = places[from];
      PatientPoint high = places[from];
      for (int i = from; i < to; i++) {
        low = axis.compare(places[i], low) < 0 ? places[i] : low;
        high = axis.compare(places[i], high) > 0 ? places[i] : high;
      }
      // Only the axis at hand differs much between its own extremes.
      double extent = extent(axis, axes, high.minus(low));
      if (extent > longest) {
        longest = extent;
        chosen = axis;
      }
    }
    Arrays.sort(places, from, to, chosen);
  }

  private static double extent(
      Comparator<PatientPoint> axis, List<Comparator<PatientPoint>> axes, PatientVector span) {
    return switch (axes.indexOf(axis)) {
      case 0 -> span.xMm();
      case 1 -> span.yMm();
      default -> span.zMm();
    };
  }
}
