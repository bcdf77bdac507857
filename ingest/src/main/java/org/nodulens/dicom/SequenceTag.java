package org.nodulens.dicom;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sequences whose items are read where somebody asks for them (PS3.6). */
enum SequenceTag {
  REFERENCED_SERIES(0x00081115),
  REFERENCED_INSTANCE(0x0008114A),
  DEIDENTIFICATION_METHOD_CODE(0x00120064),
  SEGMENT(0x00620002),
  SEGMENTED_PROPERTY_CATEGORY(0x00620003),
  SEGMENTED_PROPERTY_TYPE(0x0062000F),
  REFERENCED_FRAME_OF_REFERENCE(0x30060010),
  RT_REFERENCED_STUDY(0x30060012),
  RT_REFERENCED_SERIES(0x30060014),
  CONTOUR_IMAGE(0x30060016),
  STRUCTURE_SET_ROI(0x30060020),
  ROI_CONTOUR(0x30060039),
  CONTOUR(0x30060040),
  RT_ROI_OBSERVATIONS(0x30060080);

  private static final Map<Integer, SequenceTag> BY_NUMBER = new HashMap<>();

  static {
    for (SequenceTag tag : values()) {
      BY_NUMBER.put(tag.number, tag);
    }
  }

  private final int number;

  SequenceTag(int number) {
    this.number = number;
  }

  static Optional<SequenceTag> of(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  int number() {
    return number;
  }
}
