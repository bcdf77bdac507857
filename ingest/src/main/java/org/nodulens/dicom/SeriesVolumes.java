package org.nodulens.dicom;

import java.util.ArrayList;
import java.util.List;

/** Makes volumes of the slices found under each series UID; what makes none is rejected. */
final class SeriesVolumes {
  private final ScanOptions options;
  private final List<CtSeries> kept = new ArrayList<>();
  private final List<RejectedSeries> rejected = new ArrayList<>();

  SeriesVolumes(ScanOptions options) {
    this.options = options;
  }

  void add(String uid, String patientId, List<SliceHeader> slices) {
    try {
      kept.add(
          options.singleSlices() && slices.size() == 1
              ? CtSeries.ofSingle(uid, patientId, slices.get(0))
              : SliceOrder.order(uid, patientId, slices));
    } catch (DicomFormatException e) {
      rejected.add(new RejectedSeries(uid, slices, e.code(), e.reason()));
    }
  }

  void reject(RejectedSeries series) {
    rejected.add(series);
  }

  List<CtSeries> kept() {
    return kept;
  }

  List<RejectedSeries> rejected() {
    return rejected;
  }
}
