package org.nodulens.datasets.luna16;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.ct.PatientPoint;
import org.nodulens.datasets.CsvRow;
import org.nodulens.datasets.CsvTable;
import org.nodulens.datasets.points.Place;
import org.nodulens.datasets.points.PointKind;
import org.nodulens.datasets.points.PointRow;
import org.nodulens.datasets.points.PointTable;
import org.nodulens.volumeio.FormatException;

/** Reads LUNA16's tables: places in world mm, which is LPS, as the MetaImages have it. */
final class Luna16Tables {
  static final String CLASS_LABEL = "nodule";
  private static final String UID = "seriesuid";
  private static final List<String> PLACE = List.of("coordX", "coordY", "coordZ");
  private static final String DIAMETER = "diameter_mm";
  private static final String CLASS = "class";
  private static final double LARGEST_MM = 1000;

  private Luna16Tables() {}

  /**
   * Adds the nodules of {@code annotations.csv}; they have no class.
   *
   * @throws FormatException if the file is none
   */
  static void addAnnotations(Path file, PointTable points) throws IOException {
    List<String> noClass = points.labels().stream().map(label -> "").toList();
    try (CsvTable table = open(file, DIAMETER)) {
      for (Optional<CsvRow> next = table.next(); next.isPresent(); next = table.next()) {
        CsvRow row = next.get();
        double mm = row.requireNumber(DIAMETER, LARGEST_MM);
        if (!(mm > 0)) {
          throw row.fault(DIAMETER, "must be above 0");
        }
        points.add(
            row.requireText(UID),
            new PointRow(
                PointKind.ANNOTATION,
                row.number(),
                "",
                place(row),
                OptionalDouble.of(mm),
                noClass));
      }
    }
  }

  /**
   * Adds candidates, each with its class.
   *
   * @param points with the one label {@link #CLASS_LABEL}
   * @throws FormatException if the file has none
   */
  static void addCandidates(Path file, PointTable points) throws IOException {
    try (CsvTable table = open(file, CLASS)) {
      for (Optional<CsvRow> next = table.next(); next.isPresent(); next = table.next()) {
        CsvRow row = next.get();
        String known = row.text(CLASS);
        if (!known.equals("0") && !known.equals("1")) {
          throw row.fault(CLASS, "must be 0 or 1");
        }
        points.add(
            row.requireText(UID),
            new PointRow(
                PointKind.CANDIDATE,
                row.number(),
                "",
                place(row),
                OptionalDouble.empty(),
                List.of(known)));
      }
    }
  }

  private static CsvTable open(Path file, String more) throws IOException {
    CsvTable table = CsvTable.open(file);
    List<String> missing = new ArrayList<>(PLACE);
    missing.add(0, UID);
    missing.add(more);
    missing.removeAll(table.columns());
    if (!missing.isEmpty()) {
      table.close();
      throw new FormatException(file + " has no column " + String.join(", ", missing));
    }
    return table;
  }

  private static Place place(CsvRow row) throws FormatException {
    return new Place.World(
        new PatientPoint(
            row.requireNumber(PLACE.get(0), Place.FARTHEST),
            row.requireNumber(PLACE.get(1), Place.FARTHEST),
            row.requireNumber(PLACE.get(2), Place.FARTHEST)));
  }
}
