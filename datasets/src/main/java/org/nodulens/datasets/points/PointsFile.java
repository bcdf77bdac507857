package org.nodulens.datasets.points;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nodulens.datasets.CsvRow;
import org.nodulens.datasets.CsvTable;
import org.nodulens.volumeio.FormatException;

/**
 * A table of points that people made.
 *
 * @param passedOver columns that mean nothing here
 */
record PointsFile(PointTable points, List<String> passedOver) {
  /**
   * Reads a table.
   *
   * @throws FormatException if it is none, or has no point: one that is no point is never left out
   */
  static PointsFile read(Path file) throws IOException {
    try (CsvTable table = CsvTable.open(file)) {
      PointColumns columns = new PointColumns(file, table.columns());
      PointTable points = new PointTable(columns.labels());
      Map<String, Set<String>> names = new HashMap<>();
      int rows = 0;
      for (Optional<CsvRow> row = table.next(); row.isPresent(); row = table.next()) {
        add(points, columns, row.get(), names);
        rows++;
      }
      if (rows == 0) {
        throw new FormatException(
            file + " has a header and no row below it; expected a row for each point");
      }
      return new PointsFile(points, List.copyOf(columns.passedOver()));
    }
  }

  private static void add(
      PointTable points, PointColumns columns, CsvRow row, Map<String, Set<String>> names)
      throws FormatException {
    String scan = columns.scan(row);
    PointRow point = columns.point(row);
    if (!point.name().isEmpty()
        && !names.computeIfAbsent(scan, s -> new HashSet<>()).add(point.name())) {
      throw row.fault(PointColumns.POINT_ID, "is given twice for this series");
    }
    Optional<String> patient = columns.patient(row);
    Optional<String> before = points.patient(scan);
    if (patient.isPresent() && before.isPresent() && !before.equals(patient)) {
      throw row.fault(PointColumns.PATIENT_ID, "is another one than before for this series");
    }
    patient.ifPresent(id -> points.setPatient(scan, id));
    points.add(scan, point);
  }
}
