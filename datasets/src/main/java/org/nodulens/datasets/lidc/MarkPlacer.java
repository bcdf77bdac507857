package org.nodulens.datasets.lidc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.dicom.CtSeries;
import org.nodulens.nodule.PixelContour;

/** Finds the slices that a mark was drawn on: by SOP Instance UID, else by position. */
final class MarkPlacer {
  /** Positions are written with few digits; more than that is another place. */
  private static final double LEAST_TOLERANCE_MM = 0.1;

  private static final double TOLERANCE = 0.1;

  private final VolumeGeometry geometry;
  private final Map<String, Integer> sliceOfSopUid = new HashMap<>();

  MarkPlacer(CtSeries series) {
    this.geometry = series.geometry();
    for (int i = 0; i < series.slices().size(); i++) {
      sliceOfSopUid.put(series.slices().get(i).sopUid(), i);
    }
  }

  /** Empty if the mark lies on no slice of the series. */
  Optional<PlacedMark> place(ReaderMark mark) {
    List<MarkRoi> rois = new ArrayList<>();
    Map<Integer, List<PixelContour>> contours = new HashMap<>();
    Set<String> flags = new HashSet<>();
    for (MarkRoi roi : mark.rois()) {
      OptionalInt slice = slice(roi, flags);
      if (slice.isEmpty() || roi.points().isEmpty()) {
        flags.add("contour-without-slice");
        continue;
      }
      rois.add(roi.withZMm(slice.getAsInt() * geometry.spacing().zMm()));
      if (roi.isLine()) {
        contours
            .computeIfAbsent(slice.getAsInt(), k -> new ArrayList<>())
            .add(new PixelContour(roi.points(), roi.inclusion()));
      }
    }
    return rois.isEmpty()
        ? Optional.empty()
        : Optional.of(new PlacedMark(mark.withRois(rois), contours, flags));
  }

  private OptionalInt slice(MarkRoi roi, Set<String> flags) {
    Integer named = sliceOfSopUid.get(roi.sopUid());
    if (named != null) {
      return OptionalInt.of(named);
    }
    if (roi.zMm().isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt nearest = nearestSlice(roi.zMm().getAsDouble());
    if (nearest.isPresent()) {
      flags.add("slice-by-position");
    }
    return nearest;
  }

  private OptionalInt nearestSlice(double zMm) {
    double firstMm = geometry.origin().zMm();
    double stepMm = geometry.toPatient(new VoxelPoint(0, 0, 1)).zMm() - firstMm;
    if (Math.abs(stepMm) < LEAST_TOLERANCE_MM) {
      return OptionalInt.empty();
    }
    long nearest = Math.round((zMm - firstMm) / stepMm);
    double strayMm = Math.abs(firstMm + nearest * stepMm - zMm);
    double toleranceMm = Math.max(LEAST_TOLERANCE_MM, TOLERANCE * Math.abs(stepMm));
    boolean found = nearest >= 0 && nearest < geometry.size().slices() && strayMm <= toleranceMm;
    return found ? OptionalInt.of((int) nearest) : OptionalInt.empty();
  }
}
