package org.nodulens.dicom;

import java.util.Collections;
import java.util.List;

/** Slices that make no volume. */
public record RejectedSeries(String uid, List<SliceHeader> slices, String code, String detail) {
  public RejectedSeries {
    slices = Collections.unmodifiableList(slices); // they may be on disk
  }
}
