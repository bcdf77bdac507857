package org.nodulens.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.volumeio.Csv;
import org.nodulens.volumeio.FormatException;

/**
 * Crops of a set by a column of its manifest: {@code spiculation_mean>=4}. Operators {@code >= <= >
 * < = !=}; numbers are compared as numbers, and only {@code =} and {@code !=} compare texts. A crop
 * whose cell is empty never passes.
 */
public record CropFilter(String column, String operator, String value) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([A-Za-z0-9_]+)\\s*(>=|<=|!=|>|<|=)\\s*(\\S.*?)\\s*");

  /**
   * Reads a filter.
   *
   * @throws FormatException if it is none
   */
  public static CropFilter of(String text) throws FormatException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new FormatException(
          "filter \"" + text + "\" is not column, operator, value, as in spiculation_mean>=4");
    }
    CropFilter filter = new CropFilter(matcher.group(1), matcher.group(2), matcher.group(3));
    boolean compares = !filter.operator.equals("=") && !filter.operator.equals("!=");
    if (compares && number(filter.value).isEmpty()) {
      throw new FormatException(
          "filter \"" + text + "\" compares by size with \"" + filter.value + "\", no number");
    }
    return filter;
  }

  /**
   * The crops that pass, in the set's order.
   *
   * @throws FormatException if the manifest has no such column, or no crop passes
   */
  public List<CropRecord> passing(CropSet set) throws IOException {
    Path manifest = set.folder().resolve("manifest.csv");
    Set<String> passing = new HashSet<>();
    Csv.read(
        manifest,
        "manifest",
        rows -> {
          if (!rows.getHeaderNames().contains(column)) {
            throw new FormatException(
                manifest + " has no column " + column + "; it has " + rows.getHeaderNames());
          }
          for (CSVRecord row : rows) {
            if (row.isSet(column) && passes(row.get(column).strip())) {
              passing.add(row.get("crop_id"));
            }
          }
        });
    if (passing.isEmpty()) {
      throw new FormatException("no crop of " + set.folder() + " passes the filter " + text());
    }
    return set.records().stream().filter(crop -> passing.contains(crop.cropId())).toList();
  }

  /** The filter as it is written. */
  public String text() {
    return column + operator + value;
  }

  private boolean passes(String cell) {
    if (cell.isEmpty()) {
      return false;
    }
    Optional<Double> a = number(cell);
    Optional<Double> b = number(value);
    if (a.isEmpty() || b.isEmpty()) {
      return switch (operator) {
        case "=" -> cell.equals(value);
        case "!=" -> !cell.equals(value);
        default -> false;
      };
    }
    int order = Double.compare(a.get(), b.get());
    return switch (operator) {
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case "<" -> order < 0;
      case "=" -> order == 0;
      default -> order != 0;
    };
  }

  /** The number that a text is; none where it is none or not finite. */
  private static Optional<Double> number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
