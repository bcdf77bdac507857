package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;

import org.nodulens.dicom.DicomDataSet;

/**
 * What made an object (PS3.3 C.7.5.1 and C.7.5.2): this program with a model.
 *
 * @param version of the program
 * @param model tells it from all others, such as the start of its weights' SHA-256
 */
public record Equipment(String version, String model) {
  /** Of objects made by this program. */
  static final String MANUFACTURER_NAME = "Nodulens";

  public Equipment {
    if (version.isBlank() || model.isBlank()) {
      throw new IllegalArgumentException("equipment needs a version and a model");
    }
  }

  DicomDataSet module() {
    return new DicomDataSet()
        .text(MANUFACTURER, MANUFACTURER_NAME)
        .text(MANUFACTURER_MODEL, "nodulens")
        .text(DEVICE_SERIAL_NUMBER, Words.of(model, 64))
        .text(SOFTWARE_VERSIONS, Words.of(version, 64));
  }
}
