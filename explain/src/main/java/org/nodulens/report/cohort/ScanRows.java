package org.nodulens.report.cohort;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nodulens.cropset.CropRecord;

/** What is known of the scans, as rows of the table of characteristics. */
final class ScanRows {
  private static final String SCANNER = "scanner";

  /** More scanners than these are summed up. */
  private static final int MOST_SCANNERS = 12;

  private ScanRows() {}

  static void add(Characteristics table) {
    table.row(
        "Scans",
        "Pixel spacing, mm",
        crops ->
            Characteristics.quartiles(
                2,
                crops.stream()
                    .filter(crop -> crop.spacing().xMm().isPresent())
                    .map(crop -> crop.spacing().xMm().getAsDouble())
                    .toList()));
    Map<String, Long> scanners = scanners(table.all());
    if (scanners.isEmpty()) {
      table.row("Scans", "Scanner", crops -> Cell.of("not recorded"));
      return;
    }
    List<String> often =
        scanners.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .limit(MOST_SCANNERS)
            .toList();
    for (String scanner : often) {
      table.row(
          "Scanner",
          scanner,
          crops -> Cell.share(scanners(crops).getOrDefault(scanner, 0L), crops.size()));
    }
    if (often.size() < scanners.size()) {
      table.row(
          "Scanner",
          "others",
          crops -> {
            long others =
                scanners(crops).entrySet().stream()
                    .filter(entry -> !often.contains(entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            return Cell.share(others, crops.size());
          });
    }
  }

  /** Nodules by what the manifest says of the scanner, in {@code label_scanner}. */
  static Map<String, Long> scanners(List<CropRecord> crops) {
    return crops.stream()
        .map(crop -> Optional.ofNullable(crop.labels().get(SCANNER)).orElse(""))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
  }
}
