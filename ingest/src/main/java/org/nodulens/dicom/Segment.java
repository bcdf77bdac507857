package org.nodulens.dicom;

import java.util.Optional;

/**
 * What a segmentation says of one of its segments (PS3.3 C.8.20.4).
 *
 * @param label as somebody typed it; empty if there is none
 * @param trackingId the same for the same thing in other objects
 * @param category such as "morphologically altered structure"
 * @param type such as "nodule"
 */
public record Segment(
    int number,
    String label,
    Optional<String> trackingId,
    Optional<String> trackingUid,
    Optional<CodedTerm> category,
    Optional<CodedTerm> type) {

  static Segment of(DicomItem item) throws DicomFormatException {
    DicomAttributes attributes = item.attributes();
    return new Segment(
        attributes.requireUnsignedShort(Tag.SEGMENT_NUMBER),
        attributes.text(Tag.SEGMENT_LABEL).orElse(""),
        attributes.text(Tag.TRACKING_ID),
        attributes.text(Tag.TRACKING_UID),
        CodedTerm.first(item.items(SequenceTag.SEGMENTED_PROPERTY_CATEGORY)),
        CodedTerm.first(item.items(SequenceTag.SEGMENTED_PROPERTY_TYPE)));
  }
}
