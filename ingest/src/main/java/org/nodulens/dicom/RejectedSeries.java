package org.nodulens.dicom;

import java.util.List;

/** Slices that make no volume. */
public record RejectedSeries(String uid, List<SliceHeader> slices, String code, String detail) {
  public RejectedSeries {
    slices = List.copyOf(slices);
  }
}
