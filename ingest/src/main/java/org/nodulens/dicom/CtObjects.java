package org.nodulens.dicom;

import java.util.Set;

/** Tells slices of a CT from all else that lies in a study's folder. */
final class CtObjects {
  private static final String DICOMDIR = "1.2.840.10008.1.3.10";

  /** CT Image, Enhanced CT Image and Legacy Converted Enhanced CT Image Storage (PS3.4 B.5). */
  private static final Set<String> CT_IMAGES =
      Set.of(
          "1.2.840.10008.5.1.4.1.1.2",
          "1.2.840.10008.5.1.4.1.1.2.1",
          "1.2.840.10008.5.1.4.1.1.2.2");

  private CtObjects() {}

  /**
   * Refuses what is no image of a CT volume.
   *
   * @throws DicomFormatException {@code dicomdir}, {@code not-ct}, {@code localizer} or {@code
   *     missing-tag}
   */
  static void requireCtVolume(DicomAttributes object) throws DicomFormatException {
    String sopClass =
        object
            .text(Tag.SOP_CLASS_UID)
            .or(() -> object.text(Tag.MEDIA_STORAGE_SOP_CLASS_UID))
            .orElse("");
    if (sopClass.equals(DICOMDIR)) {
      throw new DicomFormatException("dicomdir", "a directory of files, no image");
    }
    String modality = object.requireText(Tag.MODALITY);
    if (!modality.equals("CT")) {
      throw new DicomFormatException("not-ct", "modality is " + modality + ", not CT");
    }
    if (!sopClass.isEmpty() && !CT_IMAGES.contains(sopClass)) {
      throw new DicomFormatException("not-ct", "SOP class " + sopClass + " is no CT image");
    }
    if (object.text(Tag.IMAGE_TYPE).orElse("").contains("LOCALIZER")) {
      throw new DicomFormatException("localizer", "a localizer, no slice of a volume");
    }
  }
}
