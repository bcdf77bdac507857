package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.nodulens.evaluation.Interval;

/**
 * A table of scores, a row a method.
 *
 * @param header the first cell is over the methods
 */
public record BenchmarkTable(
    String title, String note, List<String> header, List<List<String>> rows) {
  public BenchmarkTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** A column: a score under a heading. */
  record Column(String heading, String score) {}

  /** The scores of all tasks together; a method without any of them has no row. */
  static BenchmarkTable of(
      String title, String note, List<Aggregate> aggregates, List<Column> columns) {
    List<String> header = new ArrayList<>(List.of("method"));
    columns.forEach(column -> header.add(column.heading()));
    List<List<String>> rows = new ArrayList<>();
    for (String method : aggregates.stream().map(Aggregate::method).distinct().toList()) {
      List<String> row = new ArrayList<>(List.of(method));
      for (Column column : columns) {
        row.add(
            aggregates.stream()
                .filter(one -> one.score().equals(column.score()))
                .filter(one -> one.method().equals(method))
                .filter(one -> one.task().equals(Aggregate.ALL_TASKS))
                .map(BenchmarkTable::cell)
                .findFirst()
                .orElse(""));
      }
      if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
        rows.add(row);
      }
    }
    return new BenchmarkTable(title, note, header, rows);
  }

  /** {@code 0.412 (0.380 to 0.455) *}: the star marks a difference from the reference. */
  static String cell(Aggregate aggregate) {
    String range = aggregate.interval().map(BenchmarkTable::words).orElse("");
    boolean marked =
        aggregate
            .difference()
            .filter(difference -> difference.holm() < Aggregate.Difference.MARKED)
            .isPresent();
    return decimals(aggregate.value()) + range + (marked ? " *" : "");
  }

  private static String words(Interval interval) {
    return " (" + decimals(interval.low()) + " to " + decimals(interval.high()) + ")";
  }

  private static String decimals(double number) {
    String text = String.format(Locale.ROOT, "%.2f", number);
    return text.equals("-0.00") ? "0.00" : text.replace('-', '−');
  }

  String markdown() {
    StringBuilder text = new StringBuilder("## " + title + "\n\n" + note + "\n\n");
    text.append("| ").append(String.join(" | ", header)).append(" |\n");
    text.append("|---".repeat(header.size())).append("|\n");
    for (List<String> row : rows) {
      text.append("| ").append(String.join(" | ", row).replace("*", "\\*")).append(" |\n");
    }
    return text.append('\n').toString();
  }

  String html() {
    StringBuilder text = new StringBuilder("<h2>" + escaped(title) + "</h2>\n");
    text.append("<p>").append(escaped(note)).append("</p>\n<table>\n");
    text.append(row(header, "th"));
    rows.forEach(row -> text.append(row(row, "td")));
    return text.append("</table>\n").toString();
  }

  private static String row(List<String> cells, String tag) {
    UnaryOperator<String> tagged = cell -> "<" + tag + ">" + escaped(cell) + "</" + tag + ">";
    return "<tr>" + String.join("", cells.stream().map(tagged).toList()) + "</tr>\n";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
