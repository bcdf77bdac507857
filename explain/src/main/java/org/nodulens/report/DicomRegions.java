package org.nodulens.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.objects.ResultSeries;
import org.nodulens.dicom.objects.SegmentReference;
import org.nodulens.dicom.objects.SegmentationObject;
import org.nodulens.dicom.objects.SegmentationObject.Author;
import org.nodulens.dicom.objects.SegmentationObject.Segment;
import org.nodulens.dicom.objects.TrackedNodule;
import org.nodulens.nodule.VoxelSet;
import org.nodulens.overlay.SeriesOverlay;

/** A nodule's outline, and where each of its maps is high, as one segmentation. */
record DicomRegions(DicomTarget target, DicomCase nodule, TrackedNodule tracked) {
  /** A map's region is where it has at least half of its highest value. */
  private static final double REGION_SHARE = 0.5;

  /** Empty where there is neither an outline nor anything that speaks for a score. */
  Optional<DicomObject> object() {
    List<Segment> segments = new ArrayList<>();
    outline()
        .ifPresent(
            outline ->
                segments.add(
                    new Segment(
                        nodule.name(),
                        SegmentationObject.Kind.NODULE,
                        outline.author(),
                        tracked,
                        outline.voxels())));
    for (DicomCase.NamedMap map : nodule.maps()) {
      VoxelSet region =
          new SeriesOverlay(target.source().geometry(), map.map()).region(REGION_SHARE);
      if (!region.isEmpty()) {
        segments.add(
            new Segment(
                "High " + map.title(),
                SegmentationObject.Kind.IMPORTANT_REGION,
                new Author.Program(target.algorithm()),
                tracked,
                region));
      }
    }
    return segments.isEmpty()
        ? Optional.empty()
        : Optional.of(SegmentationObject.of(series(), segments));
  }

  /** The nodule's segment, to be referred to; empty where nobody outlined it. */
  Optional<SegmentReference> outlineSegment() {
    return outline()
        .flatMap(outline -> object())
        .map(object -> SegmentationObject.reference(series(), object, 1));
  }

  private Optional<DicomCase.Outlined> outline() {
    return nodule.outline().filter(outline -> !outline.voxels().isEmpty());
  }

  private ResultSeries series() {
    return target.in(DicomKind.SEG, nodule.name(), nodule.name() + " regions");
  }
}
