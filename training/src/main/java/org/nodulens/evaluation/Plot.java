package org.nodulens.evaluation;

import java.util.List;

/**
 * A picture of a report and the numbers in it.
 *
 * @param name of its files: {@code malignancy-roc}
 * @param columns of the table
 * @param rows of the table; an empty cell where a series has no such point
 */
public record Plot(String name, String svg, List<String> columns, List<List<String>> rows) {
  public Plot {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
