package org.nodulens.dicom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.SliceHeader;

/** All series found in a folder. */
record Slices(Path folder, List<CtSeries> series) {
  static Slices in(Path folder) throws IOException {
    List<CtSeries> series = CtSeriesScanner.scan(folder).series();
    if (series.isEmpty()) {
      throw new IOException("no CT series in " + folder);
    }
    return new Slices(folder, series);
  }

  List<Path> files() {
    return series.stream()
        .flatMap(one -> one.slices().stream())
        .map(SliceHeader::path)
        .distinct()
        .toList();
  }

  long fileBytes() throws IOException {
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  int count() {
    return series.stream().mapToInt(one -> one.slices().size()).sum();
  }

  /** Two bytes a pixel, whatever the files hold. */
  double megabytesOfHu() {
    long pixels = 0;
    for (CtSeries one : series) {
      for (SliceHeader slice : one.slices()) {
        pixels += (long) slice.columns() * slice.rows();
      }
    }
    return pixels * Short.BYTES * 1e-6;
  }

  boolean areUncompressed() {
    return series.stream()
        .flatMap(one -> one.slices().stream())
        .map(SliceHeader::transferSyntaxUid)
        .allMatch(uid -> uid.matches("1\\.2\\.840\\.10008\\.1\\.2(\\.[12])?"));
  }
}
