package org.nodulens.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.volumeio.FormatException;

class CsvTableTest {
  @TempDir private Path folder;

  private List<List<String>> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<List<String>> read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("table.csv"), bytes);
    try (CsvTable table = CsvTable.open(file)) {
      List<List<String>> all = new ArrayList<>(List.of(table.columns()));
      for (Optional<CsvRow> row = table.next(); row.isPresent(); row = table.next()) {
        all.add(row.get().cells());
      }
      return all;
    }
  }

  @Test
  void cells_are_trimmed_and_quotation_marks_taken_off() throws IOException {
    assertThat(read("a, b ,c\n1, \"x, \"\"y\"\"\" ,\n"))
        .containsExactly(List.of("a", "b", "c"), List.of("1", "x, \"y\"", ""));
  }

  @Test
  void line_ends_of_all_systems_a_byte_order_mark_and_blank_lines_make_no_difference()
      throws IOException {
    List<List<String>> expected = List.of(List.of("a", "b"), List.of("1", "é"), List.of("2", ""));
    assertThat(read("a,b\n1,é\n2,\n")).isEqualTo(expected);
    assertThat(read("a,b\r\n1,é\r\n2,")).isEqualTo(expected);
    assertThat(read("\uFEFFa,b\r1,é\r\r2,\r")).isEqualTo(expected);
    assertThat(read("\n  \na,b\n\n1,é\n \n2,")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``          | is empty
          a;b         | is separated by semicolons; commas are expected, and points in numbers
          a,b,a       | has column a twice
          a,,b        | has a column without a name
          a,b/1       | , line 2: has 1 cells, its header 2
          a,b/1,2,3   | , line 2: has 3 cells, its header 2
          a,b//1,"2   | , line 3: a quotation mark is not closed on its line
          a/"1"2      | , line 2: a cell goes on behind its closing quotation mark
          a/1"2"      | , line 2: a quotation mark stands within a cell that does not start with one
          a/=1+1      | , line 2: a cell starts with =, which a spreadsheet would run as a formula
          a/"@x"      | , line 2: a cell starts with @, which a spreadsheet would run as a formula
          a/+cmd      | , line 2: a cell starts with +, which a spreadsheet would run as a formula
          a/-1+x      | , line 2: a cell starts with -, which a spreadsheet would run as a formula
          =a/1        | , line 1: a cell starts with =, which a spreadsheet would run as a formula
          a/1\t2      | , line 2: a cell holds a control character, such as a tab
          """)
  void what_is_no_such_table_is_refused_with_its_line(String lines, String message) {
    String text = lines == null ? "" : lines.replace('/', '\n').replace("\\t", "\t");
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith(message);
  }

  @Test
  void numbers_may_have_signs_and_a_dash_may_stand_for_nothing() throws IOException {
    assertThat(read("a,b,c\n-1.5,+2e-3,-\n")).contains(List.of("-1.5", "+2e-3", "-"));
  }

  @Test
  void bytes_that_are_no_utf_8_and_endless_lines_are_refused() {
    assertThatThrownBy(() -> read("a\ncaf\u00e9".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("is no UTF-8");
    assertThatThrownBy(() -> read("a,b\n".getBytes(StandardCharsets.UTF_16)))
        .isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> read("a\n\"" + "x".repeat(1 << 16) + "\""))
        .hasMessageEndingWith(", line 2: is longer than 65536 characters");
    assertThatThrownBy(() -> read("a" + ",b".repeat(1000)))
        .hasMessageContaining("has 1001 columns; at most 1000 are read");
  }

  @Test
  void a_number_is_plain_and_within_bounds() throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), "x\n");
    for (String bad : List.of("", "abc", "NaN", "Infinity", "1d", "0x10", "1,5", "1e", ".")) {
      CsvRow row = new CsvRow(file, 7, List.of("x"), List.of(bad));
      assertThatThrownBy(() -> row.requireNumber("x", 10))
          .isInstanceOf(FormatException.class)
          .hasMessage(file + ", row 7: x must be a number, got \"" + bad + "\"");
    }
    for (String far : List.of("10.1", "-11", "1e400")) {
      CsvRow row = new CsvRow(file, 7, List.of("x"), List.of(far));
      assertThatThrownBy(() -> row.requireNumber("x", 10))
          .hasMessage(file + ", row 7: x must be within 10.0 of 0, got \"" + far + "\"");
    }
    assertThat(new CsvRow(file, 1, List.of("x"), List.of("-1e1")).requireNumber("x", 10))
        .isEqualTo(-10);
  }
}
