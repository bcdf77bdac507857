package org.nodulens.datasets;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nodulens.volumeio.FormatException;

/**
 * Reads a table that people made: comma-separated values (RFC 4180) in UTF-8, with or without a
 * byte order mark, a header first, row by row. Cells are trimmed and hold no line break, no other
 * control character, and nothing that a spreadsheet would take for a formula; so whatever is
 * written of them can be opened in one. Lines that are blank are passed over.
 */
public final class CsvTable implements Closeable {
  private static final int LONGEST_LINE = 1 << 16;
  private static final int MOST_COLUMNS = 1000;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final PushbackReader text;
  private final List<String> columns;
  private long lines;
  private int rows;

  private CsvTable(Path file, InputStream bytes) throws IOException {
    this.file = file;
    this.text =
        new PushbackReader(
            new BufferedReader(
                new InputStreamReader(
                    bytes,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))));
    this.columns = header();
  }

  /**
   * Opens a table and reads its header.
   *
   * @throws FormatException if it is no such table, or a column's name is given twice
   */
  public static CsvTable open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FormatException(file + (Files.exists(file) ? " is no file" : " does not exist"));
    }
    InputStream bytes = Files.newInputStream(file);
    try {
      return new CsvTable(file, bytes);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** In the order of the file. */
  public List<String> columns() {
    return columns;
  }

  /** The next row, if there is one. */
  public Optional<CsvRow> next() throws IOException {
    Optional<String> line = line();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    rows++;
    CsvRow row = new CsvRow(file, rows, columns, cells(line.get()));
    if (row.cells().size() != columns.size()) {
      throw fault("has " + row.cells().size() + " cells, its header " + columns.size());
    }
    return Optional.of(row);
  }

  private List<String> header() throws IOException {
    int first = read();
    if (first != BYTE_ORDER_MARK && first >= 0) {
      text.unread(first);
    }
    String line = line().orElseThrow(() -> new FormatException(file + " is empty"));
    List<String> names = cells(line);
    requireCommas(names);
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty()) {
        throw new FormatException(file + " has a column without a name");
      }
      if (!seen.add(name)) {
        throw new FormatException(file + " has column " + CsvCells.shown(name) + " twice");
      }
    }
    return names;
  }

  private void requireCommas(List<String> names) throws FormatException {
    if (names.size() == 1 && names.get(0).contains(";")) {
      throw new FormatException(
          file + " is separated by semicolons; commas are expected, and points in numbers");
    }
    if (names.size() > MOST_COLUMNS) {
      throw new FormatException(
          file + " has " + names.size() + " columns; at most " + MOST_COLUMNS + " are read");
    }
  }

  private List<String> cells(String line) throws FormatException {
    try {
      return CsvCells.of(line);
    } catch (FormatException e) {
      throw fault(e.reason());
    }
  }

  private FormatException fault(String what) {
    return new FormatException(file + ", line " + lines + ": " + what);
  }

  /** The next line that is not blank. */
  private Optional<String> line() throws IOException {
    while (true) {
      int next = read();
      if (next < 0) {
        return Optional.empty();
      }
      lines++;
      StringBuilder line = new StringBuilder();
      for (; next >= 0 && next != '\n' && next != '\r'; next = read()) {
        if (line.length() == LONGEST_LINE) {
          throw fault("is longer than " + LONGEST_LINE + " characters");
        }
        line.append((char) next);
      }
      if (next == '\r') {
        int after = read();
        if (after != '\n' && after >= 0) {
          text.unread(after);
        }
      }
      if (!line.toString().isBlank()) {
        return Optional.of(line.toString());
      }
    }
  }

  private int read() throws IOException {
    try {
      return text.read();
    } catch (CharacterCodingException e) {
      throw new FormatException(file + " is no UTF-8 after line " + lines, e);
    }
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
