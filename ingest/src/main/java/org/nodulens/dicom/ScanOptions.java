package org.nodulens.dicom;

import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What a scan takes for a series.
 *
 * @param passOver files that are not to be looked into: annotations, say
 * @param singleSlices whether a slice that is alone is a volume, as deep as it is thick
 */
public record ScanOptions(Predicate<Path> passOver, boolean singleSlices) {
  /** Looks into every file; a single slice is no volume. */
  public static final ScanOptions DEFAULT = new ScanOptions(file -> false, false);

  public ScanOptions passingOver(Predicate<Path> files) {
    return new ScanOptions(files, singleSlices);
  }

  public ScanOptions withSingleSlices() {
    return new ScanOptions(passOver, true);
  }
}
