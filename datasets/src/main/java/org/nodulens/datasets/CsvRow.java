package org.nodulens.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.nodulens.volumeio.FormatException;

/**
 * A row of a table.
 *
 * @param number from 1, the header not counted
 * @param columns the table's
 */
public record CsvRow(Path file, int number, List<String> columns, List<String> cells) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,40}\\.?\\d{0,40}|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");

  /** The cell in a column of the table, trimmed; empty if there is nothing in it. */
  public String text(String column) {
    return cells.get(columns.indexOf(column));
  }

  /** A text that must be there. */
  public String requireText(String column) throws FormatException {
    String text = text(column);
    if (text.isEmpty()) {
      throw fault(column, "must not be empty");
    }
    return text;
  }

  /**
   * A number that must be there.
   *
   * @param most the magnitude that it must not exceed
   */
  public double requireNumber(String column, double most) throws FormatException {
    String text = text(column);
    OptionalDouble number = number(text);
    if (number.isEmpty()) {
      throw fault(column, "must be a number, got \"" + CsvCells.shown(text) + "\"");
    }
    if (!(Math.abs(number.getAsDouble()) <= most)) {
      throw fault(column, "must be within " + most + " of 0, got \"" + CsvCells.shown(text) + "\"");
    }
    return number.getAsDouble();
  }

  /** What is wrong with a cell, and where it is. */
  public FormatException fault(String column, String what) {
    return new FormatException(file + ", row " + number + ": " + column + " " + what);
  }

  /** Plain decimals, with or without an exponent: neither NaN nor infinity, nor Java's suffixes. */
  static OptionalDouble number(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
