package org.nodulens.dicom.objects;

import org.nodulens.dicom.WrittenAttribute;

/** In which sequence a series' item lists its instances: modules differ. */
enum WrittenInstances {
  /** Common Instance Reference (PS3.3 C.12.2). */
  REFERENCED_INSTANCES(WrittenAttribute.REFERENCED_INSTANCE_SEQUENCE),
  /** Presentation State Relationship (PS3.3 C.11.11). */
  REFERENCED_IMAGES(WrittenAttribute.REFERENCED_IMAGE_SEQUENCE),
  /** Evidence of a structured report (PS3.3 C.17.2). */
  REFERENCED_SOPS(WrittenAttribute.REFERENCED_SOP_SEQUENCE);

  private final WrittenAttribute attribute;

  WrittenInstances(WrittenAttribute attribute) {
    this.attribute = attribute;
  }

  WrittenAttribute attribute() {
    return attribute;
  }
}
