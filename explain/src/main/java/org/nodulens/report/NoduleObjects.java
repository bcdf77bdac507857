package org.nodulens.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.ImageReference;
import org.nodulens.dicom.objects.Measurement;
import org.nodulens.dicom.objects.MeasurementReport;
import org.nodulens.dicom.objects.NoduleMark;
import org.nodulens.dicom.objects.ParametricMap;
import org.nodulens.dicom.objects.SegmentReference;
import org.nodulens.dicom.objects.TrackedNodule;

/** The objects about one nodule. */
final class NoduleObjects {
  private final DicomTarget target;
  private final DicomCase nodule;
  private final TrackedNodule tracked;
  private final DicomRegions regions;

  NoduleObjects(DicomTarget target, DicomCase nodule) {
    this.target = target;
    this.nodule = nodule;
    this.tracked = TrackedNodule.of(target.source(), nodule.name());
    this.regions = new DicomRegions(target, nodule, tracked);
  }

  List<DicomObject> pictures() throws IOException {
    return new DicomPictures(target, nodule).objects(references());
  }

  /** Each map, raw and signed, on its own grid. */
  List<DicomObject> maps() {
    List<DicomObject> objects = new ArrayList<>();
    for (DicomCase.NamedMap map : nodule.maps()) {
      objects.add(
          ParametricMap.of(
              target.in(DicomKind.PM, nodule.name(), nodule.name() + " importance"),
              objects.size() + 1,
              map.map().geometry(),
              map.map().values(),
              ParametricMap.Meaning.importance(map.title())));
    }
    return objects;
  }

  Optional<DicomObject> segmentation() {
    return regions.object();
  }

  /**
   * Measurements and predictions.
   *
   * @param segmented whether it may refer to the segmentation, which is then written too
   */
  DicomObject report(boolean segmented) {
    List<Measurement> numbers = new ArrayList<>();
    nodule
        .outline()
        .flatMap(DicomCase.Outlined::measures)
        .ifPresent(measures -> numbers.addAll(DicomMeasurements.of(measures)));
    nodule
        .predictions()
        .forEach(predicted -> numbers.add(DicomMeasurements.of(predicted, target.algorithm())));
    Optional<SegmentReference> segment = segmented ? regions.outlineSegment() : Optional.empty();
    return MeasurementReport.of(
        target.in(DicomKind.SR, nodule.name(), nodule.name() + " measurements"),
        List.of(new MeasurementReport.Findings(tracked, references(), segment, numbers)));
  }

  DicomObject mark() {
    return NoduleMark.of(
        target.in(DicomKind.PR, nodule.name(), nodule.name() + " mark"),
        new NoduleMark.Sphere(nodule.center(), nodule.radiusMm()),
        nodule.name(),
        nodule.window());
  }

  /** The slices that the nodule is on: of the outline, or of the mark. */
  List<ImageReference> references() {
    List<Integer> slices =
        nodule
            .outline()
            .map(outline -> outline.voxels().slices())
            .filter(list -> !list.isEmpty())
            .orElseGet(this::markedSlices);
    return slices.stream().map(target.source()::slice).toList();
  }

  private List<Integer> markedSlices() {
    VolumeGeometry geometry = target.source().geometry();
    GridSize size = geometry.size();
    VoxelPoint center = geometry.toVoxel(nodule.center());
    double reach = nodule.radiusMm() / geometry.axes().upright().slice().lengthMm();
    int last = size.slices() - 1;
    int nearest = (int) Math.max(0, Math.min(last, Math.round(center.slice())));
    int from = (int) Math.max(0, Math.min(nearest, Math.ceil(center.slice() - reach)));
    int to = (int) Math.min(last, Math.max(nearest, Math.floor(center.slice() + reach)));
    List<Integer> slices = new ArrayList<>();
    for (int slice = from; slice <= to; slice++) {
      slices.add(slice);
    }
    return slices;
  }
}
