package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;
import static org.nodulens.dicom.objects.ContentItem.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.dicom.CodedTerm;
import org.nodulens.dicom.DicomDataSet;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.DicomUid;
import org.nodulens.dicom.ImageReference;

/**
 * Measurements and predictions as a Comprehensive SR of template TID 1500, Measurement Report
 * (PS3.16): a group a nodule, by TID 1411 where it refers to a segment, by TID 1501 otherwise.
 * Every prediction says by TID 4019 what predicted it.
 */
public final class MeasurementReport {
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.88.33";
  private static final CodedTerm GROUP = Codes.dcm("125007", "Measurement Group");

  private MeasurementReport() {}

  /**
   * What is known of one nodule.
   *
   * @param sources the slices that it is on, at least one
   */
  public record Findings(
      TrackedNodule nodule,
      List<ImageReference> sources,
      Optional<SegmentReference> segment,
      List<Measurement> measurements) {
    public Findings {
      sources = List.copyOf(sources);
      measurements = List.copyOf(measurements);
      if (sources.isEmpty()) {
        throw new IllegalArgumentException(nodule.id() + " refers to no image");
      }
    }
  }

  /** The report on some nodules of the source series. */
  public static DicomObject of(ResultSeries series, List<Findings> nodules) {
    List<ImageReference> images =
        nodules.stream().flatMap(nodule -> nodule.sources().stream()).distinct().toList();
    DicomDataSet dataSet =
        series
            .beginDated("SR")
            .items(REFERENCED_STEP_SEQUENCE)
            .integer(INSTANCE_NUMBER, 1)
            .text(COMPLETION_FLAG, "COMPLETE")
            .text(VERIFICATION_FLAG, "UNVERIFIED")
            .items(PERFORMED_PROCEDURE_CODE_SEQUENCE)
            .items(EVIDENCE_SEQUENCE, evidence(series, images, nodules))
            .text(VALUE_TYPE, "CONTAINER")
            .items(CONCEPT_NAME_SEQUENCE, Codes.dcm("126000", "Imaging Measurement Report").item())
            .addAll(template("1500"));
    content(dataSet, root(series.equipment(), images, nodules));
    return series.finish(STORAGE, dataSet);
  }

  private static List<DicomDataSet> root(
      Equipment equipment, List<ImageReference> images, List<Findings> nodules) {
    List<DicomDataSet> root = new ArrayList<>();
    root.add(
        code(
            HAS_CONCEPT_MOD,
            Codes.dcm("121049", "Language of Content Item and Descendants"),
            new CodedTerm("RFC5646", "en", "English")));
    root.addAll(observer(equipment));
    root.add(
        code(
            HAS_CONCEPT_MOD,
            Codes.dcm("121058", "Procedure reported"),
            new CodedTerm("SCT", "169069000", "CT of chest")));
    root.add(
        container(
            Codes.dcm("111028", "Image Library"),
            List.of(
                container(
                    Codes.dcm("126200", "Image Library Group"),
                    images.stream().map(ContentItem::image).toList()))));
    root.add(
        container(
            Codes.dcm("126010", "Imaging Measurements"),
            nodules.stream().map(MeasurementReport::group).toList()));
    return root;
  }

  /** TID 1004: a device observed, not a person. */
  private static List<DicomDataSet> observer(Equipment equipment) {
    return List.of(
        code(HAS_OBS_CONTEXT, Codes.dcm("121005", "Observer Type"), Codes.dcm("121007", "Device")),
        uid(
            HAS_OBS_CONTEXT,
            Codes.dcm("121012", "Device Observer UID"),
            DicomUid.ofName("nodulens device/" + equipment.version() + "/" + equipment.model())),
        text(HAS_OBS_CONTEXT, Codes.dcm("121013", "Device Observer Name"), "nodulens"),
        text(
            HAS_OBS_CONTEXT,
            Codes.dcm("121014", "Device Observer Manufacturer"),
            Equipment.MANUFACTURER_NAME),
        text(
            HAS_OBS_CONTEXT,
            Codes.dcm("121016", "Device Observer Serial Number"),
            equipment.model()));
  }

  private static DicomDataSet group(Findings findings) {
    List<DicomDataSet> group = new ArrayList<>();
    group.add(
        text(HAS_OBS_CONTEXT, Codes.dcm("112039", "Tracking Identifier"), findings.nodule().id()));
    group.add(
        uid(
            HAS_OBS_CONTEXT,
            Codes.dcm("112040", "Tracking Unique Identifier"),
            findings.nodule().uid()));
    group.add(code(CONTAINS, Codes.dcm("121071", "Finding"), Codes.NODULE));
    group.add(code(HAS_CONCEPT_MOD, new CodedTerm("SCT", "363698007", "Finding Site"), Codes.LUNG));
    findings.segment().ifPresent(segment -> addSegment(group, segment, findings));
    if (findings.segment().isEmpty()) {
      CodedTerm source = new CodedTerm("SCT", "260753009", "Source");
      findings.sources().forEach(image -> group.add(image(source, image.item())));
    }
    findings.measurements().forEach(measurement -> group.add(measurement(measurement)));
    return container(GROUP, group)
        .addAll(template(findings.segment().isPresent() ? "1411" : "1501"));
  }

  private static void addSegment(
      List<DicomDataSet> group, SegmentReference segment, Findings findings) {
    group.add(
        image(
            Codes.dcm("121191", "Referenced Segment"),
            ImageReference.to(segment.segmentation())
                .item()
                .integer(REFERENCED_SEGMENT_NUMBER, segment.segment())));
    CodedTerm source = Codes.dcm("121233", "Source image for segmentation");
    findings.sources().forEach(image -> group.add(image(source, image.item())));
  }

  private static DicomDataSet measurement(Measurement measurement) {
    List<DicomDataSet> modifiers = new ArrayList<>();
    measurement
        .derivation()
        .ifPresent(
            how -> modifiers.add(code(HAS_CONCEPT_MOD, Codes.dcm("121401", "Derivation"), how)));
    measurement.algorithm().ifPresent(algorithm -> modifiers.addAll(algorithm.content()));
    DicomDataSet number = number(measurement);
    return modifiers.isEmpty() ? number : number.items(CONTENT_SEQUENCE, modifiers);
  }

  private static DicomDataSet evidence(
      ResultSeries series, List<ImageReference> images, List<Findings> nodules) {
    List<DicomDataSet> others = new ArrayList<>();
    others.add(series.sourceSeries(WrittenInstances.REFERENCED_SOPS, images));
    nodules.stream()
        .flatMap(nodule -> nodule.segment().stream())
        .map(
            segment -> new Instance(segment.seriesUid(), ImageReference.to(segment.segmentation())))
        .distinct()
        .forEach(
            instance ->
                others.add(
                    new DicomDataSet()
                        .text(SERIES_INSTANCE_UID, instance.seriesUid())
                        .items(REFERENCED_SOP_SEQUENCE, instance.object().item())));
    return new DicomDataSet()
        .text(STUDY_INSTANCE_UID, series.source().studyUid())
        .items(REFERENCED_SERIES_SEQUENCE, others);
  }

  private record Instance(String seriesUid, ImageReference object) {}
}
