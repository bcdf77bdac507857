package org.nodulens.inventory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.RejectedFile;
import org.nodulens.dicom.RejectedSeries;
import org.nodulens.dicom.ScanOptions;
import org.nodulens.dicom.SeriesScan;
import org.nodulens.dicom.TiltHandling;

/**
 * What CT series a folder holds. Patients have numbers for names; paths, which may hold a patient's
 * ID, are only those of rejected files.
 *
 * @param files of those kept, some may hold slices of rejected series
 * @param entries by patient, series UID and part
 */
public record Inventory(
    RejectCounts files,
    RejectCounts series,
    List<SeriesEntry> entries,
    List<RejectedSeries> rejectedSeries,
    List<RejectedFile> rejectedFiles) {
  /** Takes in what other commands take only when told to, and flags it. */
  public static final ScanOptions SCAN =
      ScanOptions.DEFAULT.withSingleSlices().with(TiltHandling.RESAMPLE);

  public Inventory {
    entries = List.copyOf(entries);
    rejectedSeries = List.copyOf(rejectedSeries);
    rejectedFiles = List.copyOf(rejectedFiles);
  }

  /**
   * Describes what was found.
   *
   * @param pixels looks at each series' pixels, or does not
   */
  public static Inventory of(SeriesScan scan, Function<CtSeries, PixelVerdict> pixels) {
    Pseudonyms pseudonyms = Pseudonyms.of(scan.series());
    List<SeriesEntry> entries =
        scan.series().stream()
            .sorted(Comparator.comparingInt(pseudonyms::number))
            .map(
                series ->
                    new SeriesEntry(
                        "patient-" + pseudonyms.number(series), series, pixels.apply(series)))
            .toList();
    int kept = entries.size();
    int rejected = scan.rejectedSeries().size();
    return new Inventory(
        new RejectCounts(scan.filesFound(), scan.filesOfSeries(), scan.rejectedFiles().size()),
        new RejectCounts(kept + rejected, kept, rejected),
        entries,
        scan.rejectedSeries(),
        scan.rejectedFiles());
  }

  /** How many files, and how many series, were rejected for each reason. */
  public Map<String, Long> rejectedByCode() {
    Map<String, Long> byCode = new TreeMap<>();
    rejectedSeries.forEach(one -> byCode.merge(one.code(), 1L, Long::sum));
    rejectedFiles.forEach(one -> byCode.merge(one.code(), 1L, Long::sum));
    return byCode;
  }
}
