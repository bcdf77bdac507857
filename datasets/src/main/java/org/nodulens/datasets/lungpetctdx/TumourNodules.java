package org.nodulens.datasets.lungpetctdx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.dicom.CtSeries;
import org.nodulens.nodule.BoxOutline;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.NoduleAnnotation;
import org.nodulens.nodule.PixelBox;

/** Makes nodules of a series' boxes. */
final class TumourNodules {
  /** The collection's classes, as its page explains them. */
  private static final Map<String, String> HISTOLOGY =
      Map.of(
          "A", "adenocarcinoma",
          "B", "small cell carcinoma",
          "E", "large cell carcinoma",
          "G", "squamous cell carcinoma");

  static final String HISTOLOGY_LABEL = "histology";

  private TumourNodules() {}

  static List<Nodule> of(CtSeries series, List<BoxGroups.PlacedBox> boxes) {
    List<Nodule> nodules = new ArrayList<>();
    for (List<BoxGroups.PlacedBox> group : BoxGroups.of(boxes)) {
      String id = series.patientId() + "-" + (nodules.size() + 1);
      nodules.add(nodule(id, series.geometry(), group));
    }
    return nodules;
  }

  private static Nodule nodule(
      String id, VolumeGeometry geometry, List<BoxGroups.PlacedBox> group) {
    Map<Integer, List<PixelBox>> bySlice = new HashMap<>();
    PixelBox all = group.get(0).tumour().box();
    double longestMm = 0;
    for (BoxGroups.PlacedBox placed : group) {
      PixelBox box = placed.tumour().box();
      bySlice.computeIfAbsent(placed.slice(), slice -> new ArrayList<>()).add(box);
      all = all.union(box);
      longestMm = Math.max(longestMm, longerSideMm(box, geometry));
    }
    VoxelPoint middle =
        new VoxelPoint(
            (all.first().column() + all.last().column()) / 2.0,
            (all.first().row() + all.last().row()) / 2.0,
            (group.get(0).slice() + group.get(group.size() - 1).slice()) / 2.0);
    List<String> flags = new ArrayList<>(List.of("mask-from-box", "diameter-from-box"));
    String histology = HISTOLOGY.get(group.get(0).tumour().className());
    if (histology == null) {
      flags.add("unknown-class");
    }
    return new Nodule(
        id,
        List.of(new NoduleAnnotation(new BoxOutline(bySlice), Map.of())),
        geometry.toPatient(middle),
        OptionalDouble.of(longestMm),
        histology == null ? Map.of() : Map.of(HISTOLOGY_LABEL, histology),
        flags);
  }

  /** From the outer edge of the box's first pixel to that of its last, as its mask reaches. */
  static double longerSideMm(PixelBox box, VolumeGeometry geometry) {
    double widthMm = (box.last().column() - box.first().column() + 1) * geometry.spacing().xMm();
    double heightMm = (box.last().row() - box.first().row() + 1) * geometry.spacing().yMm();
    return Math.max(widthMm, heightMm);
  }
}
