package org.nodulens.datasets.lidc;

import java.nio.file.Path;
import java.util.Comparator;

/** A file that holds a CT series' reading; the marks are left in it until they are needed. */
record ReadingFile(Path path, ReadingHeader header) {
  /**
   * Of several readings of a series the first in this order counts: one that was resubmitted, by
   * its name or its header; then the one served last; then the first by path.
   */
  static final Comparator<ReadingFile> BEST_FIRST =
      Comparator.comparing((ReadingFile file) -> !file.isResubmitted())
          .thenComparing(file -> file.header().served(), Comparator.reverseOrder())
          .thenComparing(ReadingFile::path);

  private boolean isResubmitted() {
    return header.resubmitted() || ReadingHeader.tellsOfResubmission(path.getFileName().toString());
  }
}
