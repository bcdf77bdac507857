package org.nodulens.dicom;

import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What a scan takes for a series.
 *
 * @param passOver files that are not to be looked into: annotations, say
 * @param singleSlices whether a slice that is alone is a volume, as deep as it is thick
 * @param tilt what is done with a series of a tilted gantry
 */
public record ScanOptions(Predicate<Path> passOver, boolean singleSlices, TiltHandling tilt) {
  /** Looks into every file; a single slice is no volume, nor are those of a tilted gantry. */
  public static final ScanOptions DEFAULT =
      new ScanOptions(file -> false, false, TiltHandling.REFUSE);

  public ScanOptions passingOver(Predicate<Path> files) {
    return new ScanOptions(files, singleSlices, tilt);
  }

  public ScanOptions withSingleSlices() {
    return new ScanOptions(passOver, true, tilt);
  }

  public ScanOptions with(TiltHandling handling) {
    return new ScanOptions(passOver, singleSlices, handling);
  }
}
