package org.nodulens.cropset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.volumeio.FormatException;

/** The cells of one row of {@code manifest.csv}; an absent column reads as an empty cell. */
final class ManifestCells {
  private final CSVRecord row;
  private final Path file;

  ManifestCells(CSVRecord row, Path file) {
    this.row = row;
    this.file = file;
  }

  /** The table's columns. */
  List<String> columns() {
    return row.getParser().getHeaderNames();
  }

  int count(String column) throws FormatException {
    String cell = text(column);
    if (!cell.matches("\\d{1,9}")) {
      throw malformed(column, "a whole number");
    }
    return Integer.parseInt(cell);
  }

  List<OptionalDouble> numbers(List<String> columns) throws FormatException {
    List<OptionalDouble> numbers = new ArrayList<>();
    for (String column : columns) {
      numbers.add(number(column));
    }
    return numbers;
  }

  OptionalDouble number(String column) throws FormatException {
    String cell = text(column);
    if (cell.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(cell);
      if (Double.isFinite(number)) {
        return OptionalDouble.of(number);
      }
    } catch (NumberFormatException e) {
      throw malformed(column, "a number");
    }
    throw malformed(column, "a finite number");
  }

  List<String> list(String column) {
    return text(column).isEmpty() ? List.of() : List.of(text(column).split(";"));
  }

  String text(String column) {
    return row.isSet(column) ? row.get(column) : "";
  }

  FormatException malformed(String column, String expected) {
    return new FormatException(
        where() + ": " + column + " must be " + expected + ", got \"" + text(column) + "\"");
  }

  String where() {
    return file + ", row " + row.getRecordNumber();
  }
}
