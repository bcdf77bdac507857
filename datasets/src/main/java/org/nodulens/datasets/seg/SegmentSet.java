package org.nodulens.datasets.seg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.datasets.regions.DrawnRegion;
import org.nodulens.datasets.regions.Region;
import org.nodulens.datasets.regions.RegionFault;
import org.nodulens.datasets.regions.RegionObject;
import org.nodulens.dicom.CodedTerm;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.ObjectReferences;
import org.nodulens.dicom.Segment;
import org.nodulens.dicom.Segmentation;
import org.nodulens.nodule.VoxelSet;

/** One segmentation; each segment is a region. */
final class SegmentSet implements RegionObject {
  private final Segmentation segmentation;

  SegmentSet(Segmentation segmentation) {
    this.segmentation = segmentation;
  }

  @Override
  public ObjectReferences references() {
    return segmentation.references();
  }

  @Override
  public List<Region> regions() {
    List<Region> regions = new ArrayList<>();
    for (Segment segment : segmentation.segments()) {
      regions.add(
          new Region(
              segment.number(),
              segment.label(),
              segment.type().map(CodedTerm::meaning).orElse(""),
              segment.type().map(SegmentSet::code).orElse("")));
    }
    return regions;
  }

  /** For instance {@code SCT:108369006}; empty where it is no plain code. */
  private static String code(CodedTerm term) {
    boolean plain =
        term.scheme().matches("[A-Z][A-Z0-9_]{0,15}")
            && term.value().matches("[A-Z]{0,2}-?[0-9A-F]{2,18}");
    return plain ? term.scheme() + ":" + term.value() : "";
  }

  @Override
  public List<DrawnRegion> draw(CtSeries series, Set<Integer> numbers) throws IOException {
    VolumeGeometry volume = series.geometry();
    Map<Integer, VoxelSet> voxels = new TreeMap<>();
    Set<Integer> filled = new TreeSet<>();
    numbers.forEach(number -> voxels.put(number, new VoxelSet(volume.size())));
    GridPainter painter = new GridPainter(segmentation.grid(), volume);
    segmentation.read(
        numbers,
        frame -> {
          VoxelSet into = voxels.get(frame.segment());
          if (into != null && !frame.isEmpty()) {
            filled.add(frame.segment());
            painter.paint(frame, into);
          }
        });
    List<DrawnRegion> drawn = new ArrayList<>();
    Set<String> flags = painter.isSameGrid() ? Set.of() : Set.of("mask-of-other-grid");
    voxels.forEach(
        (number, set) ->
            drawn.add(
                new DrawnRegion(
                    number, set, List.of(), 1, flags, faults(set, filled.contains(number)))));
    return drawn;
  }

  private static List<RegionFault> faults(VoxelSet voxels, boolean filled) {
    if (!voxels.isEmpty()) {
      return List.of();
    }
    return List.of(
        filled
            ? new RegionFault("outside-volume", "it holds no voxel of the series")
            : new RegionFault("empty-segment", "it has no pixels"));
  }
}
