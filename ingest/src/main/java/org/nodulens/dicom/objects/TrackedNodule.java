package org.nodulens.dicom.objects;

import org.nodulens.dicom.DicomUid;
import org.nodulens.dicom.SourceSeries;

/**
 * A nodule's name across objects (PS3.3 C.8.20.2, Tracking ID and UID).
 *
 * @param id what readers see, such as {@code Nodule 1}; names no patient
 */
public record TrackedNodule(String id, String uid) {
  /** The same nodule of the same series always has the same identifier. */
  public static TrackedNodule of(SourceSeries source, String id) {
    return new TrackedNodule(
        Words.of(id, 64), DicomUid.ofName("nodulens nodule/" + source.seriesUid() + "/" + id));
  }
}
