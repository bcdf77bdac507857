package org.nodulens.cropset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.volumeio.Csv;
import org.nodulens.volumeio.FormatException;

/** Counts the rows of {@code rejected.csv}. Of what it says, level and code alone are read. */
final class RejectLedgerReader {
  private static final String LEVEL = "level";
  private static final String CODE = "code";

  private RejectLedgerReader() {}

  /** Rows by level and code, in order of code. */
  static Map<RejectLevel, Map<String, Long>> read(Path file) throws IOException {
    Map<RejectLevel, Map<String, Long>> counts = new EnumMap<>(RejectLevel.class);
    if (!Files.isRegularFile(file)) {
      return counts;
    }
    Csv.read(
        file,
        "table",
        rows -> {
          if (!rows.getHeaderMap().containsKey(LEVEL) || !rows.getHeaderMap().containsKey(CODE)) {
            throw new FormatException(file + " has no columns " + LEVEL + " and " + CODE);
          }
          for (CSVRecord row : rows) {
            if (!row.isConsistent()) {
              throw new FormatException(
                  file + " is cut short or damaged in row " + row.getRecordNumber());
            }
            counts
                .computeIfAbsent(level(file, row), level -> new TreeMap<>())
                .merge(row.get(CODE), 1L, Long::sum);
          }
        });
    return counts;
  }

  private static RejectLevel level(Path file, CSVRecord row) throws FormatException {
    for (RejectLevel level : RejectLevel.values()) {
      if (level.text().equals(row.get(LEVEL))) {
        return level;
      }
    }
    throw new FormatException(
        file + " has a level \"" + row.get(LEVEL) + "\" in row " + row.getRecordNumber());
  }
}
