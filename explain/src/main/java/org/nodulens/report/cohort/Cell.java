package org.nodulens.report.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nodulens.cropset.Counted;
import org.nodulens.volumeio.Csv;

/**
 * What stands in one place of a table: words for people and, where it is a figure, its numbers.
 *
 * @param value in the fewest digits that keep every bit; empty where there is no number
 * @param low end of its interval, or its first quartile; may be empty
 * @param high the other end, or the third quartile; may be empty
 * @param p two-sided, of a difference; may be empty
 * @param why there is no number although there could be one; empty otherwise
 */
record Cell(String text, String value, String low, String high, String p, String why) {
  private static final String MISSING = "not given";

  /** A row of a table: what it is of, then counts and figures of metrics.json by their names. */
  static List<Cell> row(
      List<String> head, JsonNode of, List<String> counts, List<String> measured) {
    List<Cell> row = new ArrayList<>();
    head.forEach(words -> row.add(of(words)));
    counts.forEach(name -> row.add(count(of.path(name).asInt())));
    measured.forEach(name -> row.add(figure(of.path(name))));
    return row;
  }

  /** Words alone. */
  static Cell of(String text) {
    return new Cell(text, "", "", "", "", "");
  }

  static Cell count(long count) {
    return new Cell(grouped(count), Long.toString(count), "", "", "", "");
  }

  /** {@code 663 (30.2 %)}; the share is that of a whole. */
  static Cell share(long count, long whole) {
    String percent = whole == 0 ? "" : " (" + decimals(1, 100.0 * count / whole) + " %)";
    return new Cell(grouped(count) + percent, Long.toString(count), "", "", "", "");
  }

  /** A plain number. */
  static Cell number(int decimals, double number) {
    return new Cell(decimals(decimals, number), Csv.text(number), "", "", "", "");
  }

  /** {@code 8.4 (6.1 to 12.3)}. */
  static Cell range(int decimals, double value, double low, double high) {
    String text =
        decimals(decimals, value)
            + " ("
            + decimals(decimals, low)
            + " to "
            + decimals(decimals, high)
            + ")";
    return new Cell(text, Csv.text(value), Csv.text(low), Csv.text(high), "", "");
  }

  /** A figure of metrics.json with its interval and, of a difference, its probability. */
  static Cell figure(JsonNode figure) {
    if (!figure.path("value").isNumber()) {
      String why = figure.path("why").asText();
      return new Cell(MISSING, "", "", "", "", why.isEmpty() ? "not in metrics.json" : why);
    }
    double value = figure.path("value").asDouble();
    boolean ranged = figure.path("low").isNumber() && figure.path("high").isNumber();
    Cell cell =
        ranged
            ? range(3, value, figure.path("low").asDouble(), figure.path("high").asDouble())
            : number(3, value);
    return figure.path("p").isNumber() ? cell.withP(figure.path("p").asDouble()) : cell;
  }

  private Cell withP(double probability) {
    String words = probability < 0.001 ? "p < 0.001" : "p = " + decimals(3, probability);
    return new Cell(text + ", " + words, value, low, high, Csv.text(probability), why);
  }

  /** No zero has a sign. */
  static String decimals(int count, double number) {
    String text = String.format(Locale.ROOT, "%." + count + "f", number);
    return text.matches("-0\\.?0*") ? text.substring(1) : text.replace('-', '−');
  }

  /** {@code 2,198 nodules}; the plural ends in s. */
  static String counted(long count, String noun) {
    return grouped(count) + " " + Counted.noun(count, noun, noun + "s");
  }

  /** {@code 2,198}. */
  static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
