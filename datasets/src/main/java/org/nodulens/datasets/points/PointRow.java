package org.nodulens.datasets.points;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A row of a table of points. There may be a million of them.
 *
 * @param number of the row in its table, from 1
 * @param name its own, or empty
 * @param labels in the order of the table's label columns, empty where there is none
 */
public record PointRow(
    PointKind kind,
    int number,
    String name,
    Place place,
    OptionalDouble diameterMm,
    List<String> labels) {
  /** The dataset's own name of the nodule. */
  public String id() {
    return name.isEmpty() ? kind.text() + " " + number : name;
  }
}
