package org.nodulens.dicom;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an object that was drawn on images says of them.
 *
 * @param studyUid of the object's own study
 * @param frameOfReferenceUids in which its positions are given
 * @param seriesUids of the series that it names
 * @param sopUids of the images that it names, each once
 */
public record ObjectReferences(
    Optional<String> studyUid,
    Set<String> frameOfReferenceUids,
    Set<String> seriesUids,
    Set<String> sopUids) {

  /** For a structure set (PS3.3 C.8.8.5): by way of its frames of reference. */
  static ObjectReferences ofStructureSet(DicomFile file) {
    Builder references = new Builder();
    references.addFrame(file.attributes(), Tag.FRAME_OF_REFERENCE_UID);
    for (DicomItem frame : file.items(SequenceTag.REFERENCED_FRAME_OF_REFERENCE)) {
      references.addFrame(frame.attributes(), Tag.FRAME_OF_REFERENCE_UID);
      for (DicomItem study : frame.items(SequenceTag.RT_REFERENCED_STUDY)) {
        for (DicomItem series : study.items(SequenceTag.RT_REFERENCED_SERIES)) {
          references.addSeries(series, SequenceTag.CONTOUR_IMAGE);
        }
      }
    }
    for (DicomItem roi : file.items(SequenceTag.STRUCTURE_SET_ROI)) {
      references.addFrame(roi.attributes(), Tag.REFERENCED_FRAME_OF_REFERENCE_UID);
    }
    for (DicomItem roi : file.items(SequenceTag.ROI_CONTOUR)) {
      for (DicomItem contour : roi.items(SequenceTag.CONTOUR)) {
        references.addImages(contour.items(SequenceTag.CONTOUR_IMAGE));
      }
    }
    return references.build(file);
  }

  /** For a segmentation: its common instance references (PS3.3 C.12.2). */
  static ObjectReferences ofSegmentation(DicomFile file) {
    Builder references = new Builder();
    references.addFrame(file.attributes(), Tag.FRAME_OF_REFERENCE_UID);
    for (DicomItem series : file.items(SequenceTag.REFERENCED_SERIES)) {
      references.addSeries(series, SequenceTag.REFERENCED_INSTANCE);
    }
    return references.build(file);
  }

  private static final class Builder {
    private final Set<String> frames = new LinkedHashSet<>();
    private final Set<String> series = new LinkedHashSet<>();
    private final Set<String> images = new LinkedHashSet<>();

    void addFrame(DicomAttributes attributes, Tag tag) {
      attributes.text(tag).ifPresent(frames::add);
    }

    void addSeries(DicomItem item, SequenceTag imagesIn) {
      item.attributes().text(Tag.SERIES_INSTANCE_UID).ifPresent(series::add);
      addImages(item.items(imagesIn));
    }

    void addImages(List<DicomItem> items) {
      for (DicomItem image : items) {
        image.attributes().text(Tag.REFERENCED_SOP_INSTANCE_UID).ifPresent(images::add);
      }
    }

    ObjectReferences build(DicomFile file) {
      return new ObjectReferences(
          file.attributes().text(Tag.STUDY_INSTANCE_UID), frames, series, images);
    }
  }
}
