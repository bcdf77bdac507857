package org.nodulens.datasets;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.volumeio.FormatException;

/** Cuts a line into cells, as RFC 4180 has it, and trims them. */
final class CsvCells {
  /** What makes a spreadsheet run a cell. */
  private static final String FORMULA_STARTS = "=+-@";

  private static final int LONGEST_SHOWN = 60;

  private final String line;
  private int at;

  private CsvCells(String line) {
    this.line = line;
  }

  /**
   * At least one cell.
   *
   * @throws FormatException without the place
   */
  static List<String> of(String line) throws FormatException {
    CsvCells rest = new CsvCells(line);
    List<String> cells = new ArrayList<>();
    cells.add(rest.next());
    while (rest.at < line.length()) {
      rest.at++; // the comma
      cells.add(rest.next());
    }
    return List.copyOf(cells);
  }

  private String next() throws FormatException {
    int start = at;
    while (start < line.length() && line.charAt(start) == ' ') {
      start++;
    }
    boolean quoted = start < line.length() && line.charAt(start) == '"';
    if (quoted) {
      at = start + 1;
    }
    String cell = (quoted ? quoted() : plain()).strip();
    requireHarmless(cell);
    return cell;
  }

  private String plain() throws FormatException {
    int comma = line.indexOf(',', at);
    int end = comma < 0 ? line.length() : comma;
    String cell = line.substring(at, end);
    if (cell.indexOf('"') >= 0) {
      throw new FormatException(
          "a quotation mark stands within a cell that does not start with one");
    }
    at = end;
    return cell;
  }

  /** As far as the comma; quotation marks are written twice. */
  private String quoted() throws FormatException {
    StringBuilder cell = new StringBuilder();
    while (true) {
      int quote = line.indexOf('"', at);
      if (quote < 0) {
        throw new FormatException("a quotation mark is not closed on its line");
      }
      cell.append(line, at, quote);
      at = quote + 1;
      if (at < line.length() && line.charAt(at) == '"') {
        cell.append('"');
        at++;
      } else {
        break;
      }
    }
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    if (at < line.length() && line.charAt(at) != ',') {
      throw new FormatException("a cell goes on behind its closing quotation mark");
    }
    return cell.toString();
  }

  private static void requireHarmless(String cell) throws FormatException {
    if (cell.chars().anyMatch(Character::isISOControl)) {
      throw new FormatException("a cell holds a control character, such as a tab");
    }
    boolean formula = cell.length() > 1 && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
    if (formula && CsvRow.number(cell).isEmpty()) {
      throw new FormatException(
          "a cell starts with " + cell.charAt(0) + ", which a spreadsheet would run as a formula");
    }
  }

  /** Of a text from a stranger's file, for a message. */
  static String shown(String text) {
    String ascii = text.replaceAll("[^ -~]", "?");
    return ascii.length() > LONGEST_SHOWN ? ascii.substring(0, LONGEST_SHOWN) + "..." : ascii;
  }
}
