package org.nodulens.dicom;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file that was looked at: a header, or why there is none, or neither where it is a zip archive.
 */
record HeaderRead(DicomLocation location, @Nullable DicomFile header, @Nullable IOException fault) {
  /** Looks at a file; any thread may. */
  static HeaderRead of(DicomLocation location) {
    try (DicomInput in = location.open()) {
      return ZipArchive.startsHere(in)
          ? new HeaderRead(location, null, null)
          : new HeaderRead(location, DicomFile.readHeader(location, in), null);
    } catch (IOException e) {
      return new HeaderRead(location, null, e);
    }
  }
}
