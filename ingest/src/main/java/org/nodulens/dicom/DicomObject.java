package org.nodulens.dicom;

import java.io.IOException;
import java.nio.file.Path;

/** What becomes one file. The data set needs no SOP UIDs of its own: the writer puts them in. */
public record DicomObject(String sopClassUid, String sopInstanceUid, DicomDataSet dataSet) {

  /** Writes the file (PS3.10), in explicit VR little endian; an existing one is replaced. */
  public void writeTo(Path file) throws IOException {
    DicomWriter.write(file, this);
  }
}
