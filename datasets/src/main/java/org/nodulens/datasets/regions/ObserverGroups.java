package org.nodulens.datasets.regions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.nodule.ConsensusMask;
import org.nodulens.nodule.MaskOutline;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.NoduleAnnotation;

/**
 * Makes nodules of bodies. Each object is one observer's: a body joins the first nodule whose first
 * body it is the same as, of an object before its own. A nodule's centre and diameter are those of
 * the voxels that at least half of its observers hold.
 */
final class ObserverGroups {
  private final List<List<Body>> groups = new ArrayList<>();

  private ObserverGroups() {}

  /** In order of their first bodies. */
  static List<Nodule> nodules(List<Body> bodies, VolumeGeometry geometry) {
    ObserverGroups all = new ObserverGroups();
    bodies.forEach(all::add);
    return all.groups.stream().map(group -> nodule(group, bodies, geometry)).toList();
  }

  private void add(Body body) {
    for (List<Body> group : groups) {
      boolean ofOthers = group.stream().noneMatch(other -> other.object() == body.object());
      if (ofOthers && body.isSameAs(group.get(0))) {
        group.add(body);
        return;
      }
    }
    groups.add(new ArrayList<>(List.of(body)));
  }

  private static Nodule nodule(List<Body> group, List<Body> all, VolumeGeometry geometry) {
    Set<String> flags = new TreeSet<>();
    List<MaskOutline> outlines = new ArrayList<>();
    List<NoduleAnnotation> annotations = new ArrayList<>();
    for (Body body : group) {
      flags.addAll(body.flags());
      outlines.add(body.outline());
      annotations.add(new NoduleAnnotation(body.outline(), Map.of()));
      if (all.stream().anyMatch(other -> isDoubleOf(body, other))) {
        flags.add("drawn-twice");
      }
    }
    ConsensusMask mask = ConsensusMask.atHalf(outlines);
    if (mask.isEmpty()) {
      mask = ConsensusMask.union(outlines);
      flags.add("no-consensus");
    }
    Body first = group.get(0);
    return new Nodule(
        first.id(),
        annotations,
        geometry.toPatient(mask.centroid()),
        OptionalDouble.of(mask.longestExtentMm(geometry.spacing())),
        RegionLabels.of(first.region()),
        List.copyOf(flags));
  }

  /** The same thing under another name, in the same object. */
  private static boolean isDoubleOf(Body body, Body other) {
    return other.object() == body.object()
        && other.region().number() != body.region().number()
        && body.isSameAs(other);
  }
}
