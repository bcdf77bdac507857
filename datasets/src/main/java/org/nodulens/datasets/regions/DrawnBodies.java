package org.nodulens.datasets.regions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nodulens.cropset.Rejection;
import org.nodulens.ct.PatientPoint;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.DicomLocation;
import org.nodulens.nodule.BoxOutline;
import org.nodulens.nodule.MaskOutline;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.NoduleAnnotation;

/**
 * All that was drawn on a series, object after object. Every region that is named becomes bodies,
 * points or rejections, at least one.
 */
final class DrawnBodies {
  private final CtSeries series;
  private final SeriesObjects objects;
  private final List<Body> bodies = new ArrayList<>();
  private final List<Nodule> points = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();

  private DrawnBodies(CtSeries series, SeriesObjects objects) {
    this.series = series;
    this.objects = objects;
  }

  /**
   * Draws the regions that are chosen.
   *
   * @throws IOException if an object is no longer what it was
   */
  static DrawnBodies of(CtSeries series, SeriesObjects objects) throws IOException {
    DrawnBodies drawn = new DrawnBodies(series, objects);
    for (int i = 0; i < objects.locations().size(); i++) {
      drawn.add(i + 1, objects.locations().get(i));
    }
    return drawn;
  }

  private void add(int object, DicomLocation location) throws IOException {
    RegionObject read = objects.format().read(location);
    Map<Integer, Region> chosen = new TreeMap<>();
    for (Region region : read.regions()) {
      if (objects.choice().holds(region)) {
        chosen.put(region.number(), region);
      } else {
        reject(object, region, "not-a-nodule", ShownName.quoted(region.name()) + ", not chosen");
      }
    }
    if (chosen.isEmpty()) {
      return;
    }
    boolean elsewhere = SeriesIndex.isElsewhere(read.references(), series);
    try {
      for (DrawnRegion drawn : read.draw(series, chosen.keySet())) {
        Region region = chosen.get(drawn.region());
        if (region != null) {
          Set<String> flags = new TreeSet<>(drawn.flags());
          if (elsewhere) {
            flags.add("other-frame-of-reference");
          }
          add(object, region, drawn, flags);
        }
      }
    } catch (DicomFormatException e) {
      String detail = e.reason().replace(location.toString(), "object " + object);
      chosen.values().forEach(region -> reject(object, region, e.code(), detail));
    }
  }

  private void add(int object, Region region, DrawnRegion drawn, Set<String> flags) {
    BodySorter sorted = BodySorter.of(drawn, series.geometry().spacing());
    List<MaskOutline> nodules = sorted.nodules();
    String id = object + ":" + region.number();
    if (nodules.size() > 1) {
      flags.add("part-of-segment");
    }
    for (int i = 0; i < nodules.size(); i++) {
      String part = nodules.size() > 1 ? id + "." + (i + 1) : id;
      bodies.add(new Body(part, object, region, nodules.get(i), Set.copyOf(flags)));
    }
    for (int i = 0; i < drawn.points().size(); i++) {
      points.add(point(id + ".p" + (i + 1), region, drawn.points().get(i), flags));
    }
    List<RegionFault> faults = new ArrayList<>(drawn.faults());
    faults.addAll(sorted.faults());
    if (nodules.isEmpty() && drawn.points().isEmpty() && faults.isEmpty()) {
      faults.add(new RegionFault("no-interior", "it holds no voxel of the series"));
    }
    faults.forEach(fault -> reject(object, region, fault.code(), fault.detail()));
  }

  private static Nodule point(String id, Region region, PatientPoint at, Set<String> flags) {
    Set<String> all = new TreeSet<>(flags);
    all.add("no-outline");
    return new Nodule(
        id,
        List.of(new NoduleAnnotation(new BoxOutline(Map.of()), Map.of())),
        at,
        OptionalDouble.empty(),
        RegionLabels.of(region),
        List.copyOf(all));
  }

  private void reject(int object, Region region, String code, String detail) {
    String what = objects.format().region() + " " + region.number() + ": " + detail;
    rejections.add(Rejection.ofNodule(series.uid(), object + ":" + region.number(), code, what));
  }

  /** In order of object, region and first voxel. */
  List<Body> bodies() {
    return bodies;
  }

  /** Marked without an outline. */
  List<Nodule> points() {
    return points;
  }

  List<Rejection> rejections() {
    return rejections;
  }
}
