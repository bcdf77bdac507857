package org.nodulens.dicom;

import java.util.OptionalInt;

/**
 * An instance that an object refers to (PS3.3 10.3), perhaps one frame of it.
 *
 * @param frame from 1
 */
public record ImageReference(String sopClassUid, String sopInstanceUid, OptionalInt frame) {
  public ImageReference {
    if (!DicomUid.isValid(sopClassUid) || !DicomUid.isValid(sopInstanceUid)) {
      throw new IllegalArgumentException("a reference needs two UIDs, got " + sopInstanceUid);
    }
  }

  /** The whole of an object. */
  public static ImageReference to(DicomObject object) {
    return new ImageReference(object.sopClassUid(), object.sopInstanceUid(), OptionalInt.empty());
  }

  /** The whole instance. */
  public ImageReference whole() {
    return new ImageReference(sopClassUid, sopInstanceUid, OptionalInt.empty());
  }

  /** The item of a sequence that refers to it. */
  public DicomDataSet item() {
    DicomDataSet item =
        new DicomDataSet()
            .text(WrittenAttribute.REFERENCED_SOP_CLASS_UID, sopClassUid)
            .text(WrittenAttribute.REFERENCED_SOP_INSTANCE_UID, sopInstanceUid);
    frame.ifPresent(number -> item.integer(WrittenAttribute.REFERENCED_FRAME_NUMBER, number));
    return item;
  }
}
