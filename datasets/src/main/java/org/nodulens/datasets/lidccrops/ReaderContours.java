package org.nodulens.datasets.lidccrops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.nodule.ContourFill;
import org.nodulens.nodule.PixelContour;
import org.nodulens.nodule.PixelPoint;
import org.nodulens.volumeio.FormatException;

/** The contours of {@code contours.csv}, by nodule and reader. */
final class ReaderContours {
  private final Map<String, Map<String, List<PixelContour>>> byNodule;

  private ReaderContours(Map<String, Map<String, List<PixelContour>>> byNodule) {
    this.byNodule = byNodule;
  }

  static ReaderContours read(Path file) throws IOException {
    Map<String, Map<String, List<PixelContour>>> byNodule = new HashMap<>();
    List<String> columns = List.of("index", "reader", "inclusion", "columns_rows");
    for (CSVRecord row : Table.read(file, columns)) {
      byNodule
          .computeIfAbsent(row.get("index"), index -> new TreeMap<>())
          .computeIfAbsent(row.get("reader"), reader -> new ArrayList<>())
          .add(contour(row, file));
    }
    return new ReaderContours(byNodule);
  }

  private static PixelContour contour(CSVRecord row, Path file) throws FormatException {
    try {
      List<PixelPoint> points = new ArrayList<>();
      for (String pair : row.get("columns_rows").split(";", -1)) {
        String[] columnAndRow = pair.split(" ", 2);
        points.add(
            new PixelPoint(Integer.parseInt(columnAndRow[0]), Integer.parseInt(columnAndRow[1])));
      }
      return new PixelContour(points, Boolean.parseBoolean(row.get("inclusion")));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new FormatException(
          file
              + ", row "
              + row.getRecordNumber()
              + ": columns_rows must be whole numbers, \"column row;column row;...\"",
          e);
    }
  }

  int readers(String index) {
    return byNodule.getOrDefault(index, Map.of()).size();
  }

  /** What each reader's contours hold, pixel by pixel, in the readers' order. */
  List<boolean[]> masks(String index, int columns, int rows) {
    ContourFill fill = new ContourFill(columns, rows);
    return byNodule.getOrDefault(index, Map.of()).values().stream().map(fill::fill).toList();
  }

  /** How many readers' contours hold each pixel. */
  static byte[] count(List<boolean[]> masks, int pixels) {
    byte[] readers = new byte[pixels];
    for (boolean[] inside : masks) {
      for (int at = 0; at < pixels; at++) {
        readers[at] += (byte) (inside[at] ? 1 : 0);
      }
    }
    return readers;
  }
}
