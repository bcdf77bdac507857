package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds a scan to its books: every file found is in a series, or rejected, or passed over. */
final class ScanBooks {
  private ScanBooks() {}

  static void requireBalance(SeriesScan scan) {
    List<SliceHeader> slices = new ArrayList<>();
    scan.series().forEach(series -> slices.addAll(series.slices()));
    scan.rejectedSeries().forEach(series -> slices.addAll(series.slices()));
    Set<SliceHeader> once = new HashSet<>(slices);
    assertThat(slices).as("a slice is in one series").hasSize(once.size());
    Set<DicomLocation> files = new HashSet<>();
    slices.forEach(slice -> files.add(slice.location()));
    assertThat(files.size() + scan.rejectedFiles().size() + scan.passedOver().size())
        .as("in = kept + rejected")
        .isEqualTo((int) scan.filesFound());
    assertThat(scan.rejectedFiles()).noneMatch(file -> file.code().isEmpty());
  }
}
