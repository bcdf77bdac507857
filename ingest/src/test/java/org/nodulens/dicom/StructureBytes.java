package org.nodulens.dicom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the bytes of small structure sets, right ones and wrong ones. */
final class StructureBytes {
  private final boolean explicit;
  private final List<DicomBytes> names = new ArrayList<>();
  private final List<DicomBytes> contours = new ArrayList<>();
  private final List<DicomBytes> observations = new ArrayList<>();

  StructureBytes(boolean explicit) {
    this.explicit = explicit;
  }

  private DicomBytes item() {
    return DicomBytes.item(explicit, false);
  }

  /** A triangle on the image 1.2.3.4. */
  DicomBytes triangle() {
    return contour("CLOSED_PLANAR", "0\\0\\-5.5\\10\\0\\-5.5\\0\\10\\-5.5")
        .text(Tag.NUMBER_OF_CONTOUR_POINTS, "IS", "3")
        .sequence(
            SequenceTag.CONTOUR_IMAGE.number(),
            item().text(Tag.REFERENCED_SOP_INSTANCE_UID, "UI", "1.2.3.4"));
  }

  DicomBytes contour(String type, String data) {
    return item().text(Tag.CONTOUR_GEOMETRIC_TYPE, "CS", type).text(Tag.CONTOUR_DATA, "DS", data);
  }

  StructureBytes roi(int number, String name, DicomBytes... drawn) {
    names.add(
        item()
            .text(Tag.ROI_NUMBER, "IS", number + "")
            .text(Tag.REFERENCED_FRAME_OF_REFERENCE_UID, "UI", "1.9")
            .text(Tag.ROI_NAME, "LO", name));
    observations.add(
        item()
            .text(Tag.REFERENCED_ROI_NUMBER, "IS", number + "")
            .text(Tag.RT_ROI_INTERPRETED_TYPE, "CS", "GTV")
            .raw(0x300600A6, "PN", "Doe^Jane".getBytes(StandardCharsets.US_ASCII)));
    return contours(number, drawn);
  }

  /** Contours of a region, be it there or not. */
  StructureBytes contours(int number, DicomBytes... drawn) {
    contours.add(
        item()
            .sequence(SequenceTag.CONTOUR.number(), drawn)
            .text(Tag.REFERENCED_ROI_NUMBER, "IS", number + ""));
    return this;
  }

  DicomBytes object() {
    DicomBytes series =
        item()
            .text(Tag.SERIES_INSTANCE_UID, "UI", "1.2.3")
            .sequence(
                SequenceTag.CONTOUR_IMAGE.number(),
                item().text(Tag.REFERENCED_SOP_INSTANCE_UID, "UI", "1.2.3.5"));
    DicomBytes study = item().sequence(SequenceTag.RT_REFERENCED_SERIES.number(), series);
    DicomBytes frame =
        item()
            .text(Tag.FRAME_OF_REFERENCE_UID, "UI", "1.8")
            .sequence(SequenceTag.RT_REFERENCED_STUDY.number(), study);
    return item()
        .text(Tag.SOP_CLASS_UID, "UI", RtStructure.SOP_CLASS_UID)
        .text(Tag.SOP_INSTANCE_UID, "UI", "1.7")
        .text(Tag.MODALITY, "CS", "RTSTRUCT")
        .text(Tag.STUDY_INSTANCE_UID, "UI", "1.2")
        .raw(0x00100010, "PN", "Doe^Jane".getBytes(StandardCharsets.US_ASCII))
        .sequence(SequenceTag.REFERENCED_FRAME_OF_REFERENCE.number(), frame)
        .sequence(SequenceTag.STRUCTURE_SET_ROI.number(), names.toArray(DicomBytes[]::new))
        .sequence(SequenceTag.ROI_CONTOUR.number(), contours.toArray(DicomBytes[]::new))
        .sequence(
            SequenceTag.RT_ROI_OBSERVATIONS.number(), observations.toArray(DicomBytes[]::new));
  }

  byte[] bytes() {
    return object().bytes();
  }
}
