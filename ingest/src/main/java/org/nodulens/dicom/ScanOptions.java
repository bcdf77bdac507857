package org.nodulens.dicom;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a scan takes for a series.
 *
 * @param passOver files that are not to be looked into: annotations, say
 * @param singleSlices whether a slice that is alone is a volume, as deep as it is thick
 * @param tilt what is done with a series of a tilted gantry
 * @param setAside SOP classes of objects that are no images but wanted all the same
 * @param slicesInMemory how many slices, of some 500 bytes each, are held before they go to a
 *     temporary file
 */
public record ScanOptions(
    Predicate<Path> passOver,
    boolean singleSlices,
    TiltHandling tilt,
    Set<String> setAside,
    int slicesInMemory) {
  /** Looks into every file; a single slice is no volume, nor are those of a tilted gantry. */
  public static final ScanOptions DEFAULT =
      new ScanOptions(file -> false, false, TiltHandling.REFUSE, Set.of(), 1 << 17);

  public ScanOptions {
    setAside = Set.copyOf(setAside);
  }

  public ScanOptions passingOver(Predicate<Path> files) {
    return new ScanOptions(files, singleSlices, tilt, setAside, slicesInMemory);
  }

  public ScanOptions withSingleSlices() {
    return new ScanOptions(passOver, true, tilt, setAside, slicesInMemory);
  }

  public ScanOptions with(TiltHandling handling) {
    return new ScanOptions(passOver, singleSlices, handling, setAside, slicesInMemory);
  }

  /** Objects of a SOP class are named in the scan instead of being rejected. */
  public ScanOptions settingAside(String sopClassUid) {
    return new ScanOptions(passOver, singleSlices, tilt, Set.of(sopClassUid), slicesInMemory);
  }

  public ScanOptions withSlicesInMemory(int most) {
    return new ScanOptions(passOver, singleSlices, tilt, setAside, most);
  }
}
