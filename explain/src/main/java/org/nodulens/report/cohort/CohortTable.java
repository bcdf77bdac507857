package org.nodulens.report.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.report.Html;

/**
 * A table of the report.
 *
 * @param id of its file, {@code characteristics}
 * @param title without a number: those are given on the page
 * @param note below the table; may be empty
 * @param header a name a column
 * @param rows a cell a column
 * @param grouped whether rows with the same first cell stand below it as their heading
 */
record CohortTable(
    String id,
    String title,
    String note,
    List<String> header,
    List<List<Cell>> rows,
    boolean grouped) {
  CohortTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "table " + id + " has a row of " + row.size() + " cells below " + header.size());
      }
    }
  }

  /** A table whose rows stand for themselves. */
  static CohortTable plain(
      String id, String title, String note, List<String> header, List<List<Cell>> rows) {
    return new CohortTable(id, title, note, header, rows, /* grouped= */ false);
  }

  /** A table whose first column heads groups of rows. */
  static CohortTable grouped(
      String id, String title, String note, List<String> header, List<List<Cell>> rows) {
    return new CohortTable(id, title, note, header, rows, /* grouped= */ true);
  }

  /** Nothing where there are no rows. */
  Optional<CohortTable> unlessEmpty() {
    return rows.isEmpty() ? Optional.empty() : Optional.of(this);
  }

  /** The table on a page. */
  String markup(String caption) {
    StringBuilder text = new StringBuilder("<table id=\"table-" + id + "\">\n<caption>");
    text.append(caption).append("</caption>\n<thead><tr>");
    int first = grouped ? 1 : 0;
    for (String name : header.subList(first, header.size())) {
      text.append("<th>").append(Html.escaped(name)).append("</th>");
    }
    text.append("</tr></thead>\n<tbody>\n");
    String group = "";
    for (List<Cell> row : rows) {
      String own = row.get(0).text();
      if (grouped && !own.equals(group)) {
        text.append("<tr class=\"group\"><th colspan=\"")
            .append(header.size() - first)
            .append("\">");
        text.append(Html.escaped(own)).append("</th></tr>\n");
        group = own;
      }
      text.append("<tr>");
      row.subList(first, row.size()).forEach(cell -> text.append(place(cell)));
      text.append("</tr>\n");
    }
    text.append("</tbody></table>\n");
    List<String> notes = notes();
    notes.forEach(
        words -> text.append("<p class=\"note\">").append(Html.escaped(words)).append("</p>\n"));
    return text.toString();
  }

  private static String place(Cell cell) {
    String tag = cell.value().isEmpty() ? "<td>" : "<td class=\"number\">";
    return tag + Html.escaped(cell.text()) + "</td>";
  }

  /** What stands below: the note, and why figures are missing. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!note.isEmpty()) {
      notes.add(note);
    }
    List<String> reasons =
        rows.stream()
            .flatMap(List::stream)
            .map(Cell::why)
            .filter(why -> !why.isEmpty())
            .distinct()
            .toList();
    if (!reasons.isEmpty()) {
      notes.add("Not given: " + String.join("; ", reasons) + ".");
    }
    return notes;
  }

  /** The same as rows of a file: a figure takes a column for each of its numbers. */
  List<List<String>> csv() {
    List<List<String>> csv = new ArrayList<>();
    csv.add(new ArrayList<>());
    rows.forEach(row -> csv.add(new ArrayList<>()));
    for (int c = 0; c < header.size(); c++) {
      int column = c;
      List<Cell> cells = rows.stream().map(row -> row.get(column)).toList();
      boolean numeric = cells.stream().anyMatch(cell -> !cell.value().isEmpty());
      if (!numeric) {
        add(csv, header.get(c), cells.stream().map(Cell::text).toList());
        continue;
      }
      add(
          csv,
          header.get(c),
          cells.stream().map(cell -> isWords(cell) ? cell.text() : cell.value()).toList());
      addUnlessEmpty(csv, header.get(c) + " low", cells.stream().map(Cell::low).toList());
      addUnlessEmpty(csv, header.get(c) + " high", cells.stream().map(Cell::high).toList());
      addUnlessEmpty(csv, header.get(c) + " p", cells.stream().map(Cell::p).toList());
      addUnlessEmpty(csv, header.get(c) + " why", cells.stream().map(Cell::why).toList());
    }
    return csv;
  }

  private static boolean isWords(Cell cell) {
    return cell.value().isEmpty() && cell.why().isEmpty() && !cell.text().isEmpty();
  }

  private static void addUnlessEmpty(List<List<String>> csv, String name, List<String> cells) {
    if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
      add(csv, name, cells);
    }
  }

  private static void add(List<List<String>> csv, String name, List<String> cells) {
    csv.get(0).add(name);
    for (int i = 0; i < cells.size(); i++) {
      csv.get(i + 1).add(cells.get(i));
    }
  }
}
