package org.nodulens.datasets.lidc;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.volumeio.FormatException;

/** Reads a table of scales: {@code series_uid, pixel_spacing_mm, slice_thickness_mm}. */
public final class GroupingScales {
  private static final String UID = "series_uid";
  private static final String PIXEL = "pixel_spacing_mm";
  private static final String THICKNESS = "slice_thickness_mm";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();

  private GroupingScales() {}

  /**
   * Reads the scales by series UID; other columns are passed over.
   *
   * @throws FormatException if a column is missing or a value is no length
   */
  public static Map<String, GroupingScale> read(Path table) throws IOException {
    try (Reader text = Files.newBufferedReader(table, StandardCharsets.UTF_8);
        CSVParser rows = FORMAT.parse(text)) {
      for (String column : List.of(UID, PIXEL, THICKNESS)) {
        if (!rows.getHeaderNames().contains(column)) {
          throw new FormatException(table + " has no column " + column);
        }
      }
      Map<String, GroupingScale> scales = new HashMap<>();
      for (CSVRecord row : rows) {
        GroupingScale before = scales.put(row.get(UID), scale(row, table));
        if (before != null) {
          throw new FormatException(table + " has series_uid " + row.get(UID) + " twice");
        }
      }
      return scales;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new FormatException(
          table + " is no table of comma-separated values: " + e.getMessage(), e);
    }
  }

  private static GroupingScale scale(CSVRecord row, Path table) throws FormatException {
    try {
      double pixelMm = Double.parseDouble(row.get(PIXEL));
      return new GroupingScale(pixelMm, pixelMm, Double.parseDouble(row.get(THICKNESS)));
    } catch (IllegalArgumentException e) {
      throw new FormatException(
          table
              + ": "
              + PIXEL
              + " and "
              + THICKNESS
              + " must be numbers above 0 in row "
              + row.getRecordNumber(),
          e);
    }
  }
}
