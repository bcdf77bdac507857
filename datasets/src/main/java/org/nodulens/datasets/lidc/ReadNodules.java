package org.nodulens.datasets.lidc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.dicom.CtSeries;
import org.nodulens.nodule.ConsensusMask;
import org.nodulens.nodule.ContourOutline;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.NoduleAnnotation;
import org.nodulens.nodule.Outline;
import org.nodulens.nodule.PixelPoint;

/**
 * Makes nodules of a series' marks. A nodule is a group of marks; its centre is the centroid of the
 * voxels that at least half of its readers hold, its diameter the longest extent of those voxels in
 * one slice. Where no voxel is held by half of them, any reader's voxels are taken, and the nodule
 * is flagged.
 */
final class ReadNodules {
  private final VolumeGeometry geometry;
  private final GroupingScale scale;
  private final boolean thicknessKnown;
  private final IdentityHashMap<ReaderMark, PlacedMark> placed = new IdentityHashMap<>();

  private ReadNodules(CtSeries series) {
    this.geometry = series.geometry();
    OptionalDouble thicknessMm = series.slices().get(0).thicknessMm();
    this.thicknessKnown = thicknessMm.isPresent();
    this.scale =
        new GroupingScale(
            geometry.spacing().xMm(),
            geometry.spacing().yMm(),
            thicknessMm.orElse(geometry.spacing().zMm()));
  }

  /** In the order of their first marks. */
  static List<Nodule> of(CtSeries series, List<PlacedMark> marks) {
    ReadNodules nodules = new ReadNodules(series);
    marks.forEach(mark -> nodules.placed.put(mark.mark(), mark));
    return NoduleGrouping.of(marks.stream().map(PlacedMark::mark).toList(), nodules.scale).stream()
        .map(nodules::nodule)
        .toList();
  }

  private Nodule nodule(NoduleGroup group) {
    List<NoduleAnnotation> annotations = new ArrayList<>();
    List<Outline> outlines = new ArrayList<>();
    Set<String> flags = flags(group);
    for (ReaderMark mark : group.marks()) {
      PlacedMark there = Objects.requireNonNull(placed.get(mark));
      Outline outline = new ContourOutline(geometry.size(), there.contoursBySlice());
      outlines.add(outline);
      annotations.add(new NoduleAnnotation(outline, mark.ratings()));
      flags.addAll(there.flags());
    }
    ConsensusMask mask = ConsensusMask.atHalf(outlines);
    if (mask.isEmpty()) {
      mask = ConsensusMask.union(outlines);
      flags.add(mask.isEmpty() ? "no-interior" : "no-consensus");
    }
    VoxelPoint center = mask.isEmpty() ? meanPoint(group) : mask.centroid();
    OptionalDouble diameterMm =
        mask.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(mask.longestExtentMm(geometry.spacing()));
    return new Nodule(
        group.id(),
        annotations,
        geometry.toPatient(center),
        diameterMm,
        Map.of(),
        List.copyOf(flags));
  }

  private Set<String> flags(NoduleGroup group) {
    Set<String> flags = new TreeSet<>();
    Set<Integer> sessions = new HashSet<>();
    for (ReaderMark mark : group.marks()) {
      if (!sessions.add(mark.session())) {
        flags.add("reader-marked-twice");
      }
      if (!mark.offScale().isEmpty()) {
        flags.add("rating-off-scale");
      }
    }
    if (group.crowded()) {
      flags.add("crowded");
    }
    if (!thicknessKnown) {
      flags.add("slice-thickness-unknown");
    }
    return flags;
  }

  /** Of all that was drawn: lines with nothing between them, or single points. */
  private VoxelPoint meanPoint(NoduleGroup group) {
    double columns = 0;
    double rows = 0;
    double slices = 0;
    int count = 0;
    for (ReaderMark mark : group.marks()) {
      for (MarkRoi roi : mark.rois()) {
        for (PixelPoint point : roi.points()) {
          columns += point.column();
          rows += point.row();
          slices += roi.zMm().orElseThrow() / geometry.spacing().zMm();
          count++;
        }
      }
    }
    return new VoxelPoint(columns / count, rows / count, slices / count);
  }
}
