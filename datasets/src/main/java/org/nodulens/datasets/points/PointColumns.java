package org.nodulens.datasets.points;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.datasets.CsvRow;
import org.nodulens.volumeio.FormatException;

/** What the columns of a table of points are, by its header. */
final class PointColumns {
  static final String SERIES_UID = "series_uid";
  static final String PATH = "path";
  static final String POINT_ID = "point_id";
  static final String PATIENT_ID = "patient_id";
  private static final String DIAMETER = "diameter_mm";
  private static final String LABEL = "label_";
  private static final List<String> MILLIMETRES = List.of("x_mm", "y_mm", "z_mm");

  /** As in a crop set's manifest, and in the phantom's {@code truth.csv}. */
  private static final List<String> CENTER = List.of("center_x_mm", "center_y_mm", "center_z_mm");

  private static final List<String> VOXELS = List.of("column", "row", "slice");
  private static final Pattern LABEL_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

  /** A nodule of a metre is none. */
  private static final double LARGEST_MM = 1000;

  private final List<String> columns;
  private final String scan;
  private final List<String> place;
  private final List<String> labels = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();

  /**
   * Reads a header.
   *
   * @throws FormatException if it does not say what is meant, or says it twice
   */
  PointColumns(Path file, List<String> columns) throws FormatException {
    this.columns = columns;
    this.scan = oneOf(file, List.of(List.of(SERIES_UID), List.of(PATH))).get(0);
    this.place = oneOf(file, List.of(MILLIMETRES, CENTER, VOXELS));
    List<String> known = new ArrayList<>(place);
    known.addAll(List.of(scan, POINT_ID, PATIENT_ID, DIAMETER));
    for (String column : columns) {
      if (column.startsWith(LABEL)) {
        labels.add(labelName(file, column));
      } else if (!known.contains(column)) {
        passedOver.add(column);
      }
    }
  }

  /** The one kind of columns that is there; no other may be, nor only a part of it. */
  private List<String> oneOf(Path file, List<List<String>> kinds) throws FormatException {
    List<List<String>> there =
        kinds.stream().filter(kind -> kind.stream().anyMatch(columns::contains)).toList();
    if (there.size() != 1) {
      throw new FormatException(
          file
              + (there.isEmpty()
                  ? " has none of the columns "
                  : " must have one only of the columns ")
              + kinds.stream().map(kind -> String.join(", ", kind)).collect(joining("; or ")));
    }
    List<String> missing = new ArrayList<>(there.get(0));
    missing.removeAll(columns);
    if (!missing.isEmpty()) {
      throw new FormatException(file + " has no column " + String.join(", ", missing));
    }
    return there.get(0);
  }

  private static String labelName(Path file, String column) throws FormatException {
    String name = column.substring(LABEL.length());
    if (!LABEL_NAME.matcher(name).matches()) {
      throw new FormatException(
          file
              + ": the name of a label is up to 63 letters, digits, _, . and -, not \""
              + name.replaceAll("[^ -~]", "?")
              + "\"");
    }
    return name;
  }

  /** Without {@code label_}, in order. */
  List<String> labels() {
    return labels;
  }

  /** Columns of other names, in order. */
  List<String> passedOver() {
    return passedOver;
  }

  /** Which scan a row is about, as {@link org.nodulens.datasets.FoundScans#named} knows it. */
  String scan(CsvRow row) throws FormatException {
    String name = row.requireText(scan);
    if (scan.equals(SERIES_UID)) {
      return name;
    }
    String path = name.replace('\\', '/');
    return path.startsWith("./") ? path.substring(2) : path;
  }

  Optional<String> patient(CsvRow row) {
    return optional(row, PATIENT_ID);
  }

  PointRow point(CsvRow row) throws FormatException {
    List<String> given = new ArrayList<>();
    for (String label : labels) {
      given.add(row.text(LABEL + label));
    }
    String name = optional(row, POINT_ID).orElse("");
    return new PointRow(PointKind.POINT, row.number(), name, place(row), diameterMm(row), given);
  }

  private Place place(CsvRow row) throws FormatException {
    double[] at = new double[3];
    for (int i = 0; i < at.length; i++) {
      at[i] = row.requireNumber(place.get(i), Place.FARTHEST);
    }
    return place.equals(VOXELS)
        ? new Place.Voxels(new VoxelPoint(at[0], at[1], at[2]))
        : new Place.World(new PatientPoint(at[0], at[1], at[2]));
  }

  private OptionalDouble diameterMm(CsvRow row) throws FormatException {
    if (optional(row, DIAMETER).isEmpty()) {
      return OptionalDouble.empty();
    }
    double mm = row.requireNumber(DIAMETER, LARGEST_MM);
    if (!(mm > 0)) {
      throw row.fault(DIAMETER, "must be above 0");
    }
    return OptionalDouble.of(mm);
  }

  private Optional<String> optional(CsvRow row, String column) {
    return columns.contains(column)
        ? Optional.of(row.text(column)).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
