package org.nodulens.dicom;

import java.io.IOException;
import java.nio.file.Path;

/** Which object a DICOM file holds, whatever its modality, and of which series. */
public record InstanceIdentity(String sopUid, String seriesUid) {
  /**
   * Reads a header, and no pixel.
   *
   * @throws DicomFormatException if it is no DICOM file, or one that does not say what it is
   */
  public static InstanceIdentity read(Path file) throws IOException {
    DicomAttributes attributes = DicomFile.readHeader(file).attributes();
    return new InstanceIdentity(
        attributes.requireText(Tag.SOP_INSTANCE_UID),
        attributes.requireText(Tag.SERIES_INSTANCE_UID));
  }
}
