package org.nodulens.datasets.archive;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.nodulens.dicom.DicomUid;

/**
 * A series as an archive announces it.
 *
 * @param uid as it was sent: perhaps none
 * @param images how many there are, where the archive says so
 * @param bytes length of all its images together, where the archive says so
 */
public record ArchiveSeries(
    String uid,
    String collection,
    String patientId,
    String modality,
    OptionalLong images,
    OptionalLong bytes,
    Licence licence) {

  /** With what another answer of the archive knows and this one does not. */
  ArchiveSeries orElse(ArchiveSeries other) {
    return new ArchiveSeries(
        uid,
        collection,
        patientId,
        modality,
        images.isPresent() ? images : other.images,
        bytes.isPresent() ? bytes : other.bytes,
        licence.orElse(other.licence));
  }

  boolean isComplete() {
    return images.isPresent() && bytes.isPresent() && licence.isComplete();
  }

  /** Where it lies in the fetched folder. */
  Path folder() {
    if (!DicomUid.isValid(uid)) {
      throw new IllegalStateException("a series without UID has no folder");
    }
    return Path.of(SafeName.of(collection), SafeName.of(patientId), uid);
  }

  /** The same for ledgers. */
  String path() {
    return folder().toString().replace('\\', '/');
  }
}
