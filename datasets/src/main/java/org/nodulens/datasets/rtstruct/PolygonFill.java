package org.nodulens.datasets.rtstruct;

import java.util.BitSet;
import java.util.List;
import org.nodulens.ct.GridSize;

/**
 * The pixels that a polygon holds: those whose centres lie inside it or on it. Even-odd: what lies
 * twice inside lies outside, so that a keyhole (a way in, a hole, the same way out) leaves the hole
 * out.
 */
final class PolygonFill {
  /** Nearer than that a centre lies on a line, in pixels: contours are written with few digits. */
  private static final double ON_LINE = 1e-3;

  private final int columns;
  private final int rows;

  /** Crossings, at the first column right of them: each turns inside to outside, or back. */
  private final BitSet crossings = new BitSet();

  private final BitSet onLine = new BitSet();

  private PolygonFill(GridSize size) {
    this.columns = size.columns();
    this.rows = size.rows();
  }

  /**
   * Fills one polygon.
   *
   * @param size the volume's; what lies outside is left out
   * @param polygon its last point is joined to its first
   * @return pixels at {@code row * columns + column}
   */
  static BitSet of(GridSize size, List<PlanePoint> polygon) {
    PolygonFill fill = new PolygonFill(size);
    for (int i = 0; i < polygon.size(); i++) {
      fill.add(snapped(polygon.get(i)), snapped(polygon.get((i + 1) % polygon.size())));
    }
    return fill.filled();
  }

  private static PlanePoint snapped(PlanePoint point) {
    return new PlanePoint(snapped(point.column()), snapped(point.row()));
  }

  private static double snapped(double coordinate) {
    double whole = Math.rint(coordinate);
    return Math.abs(coordinate - whole) <= ON_LINE ? whole : coordinate;
  }

  private void add(PlanePoint from, PlanePoint to) {
    if (from.row() == to.row()) {
      if (from.row() == Math.rint(from.row())) {
        touch(
            from.row(), Math.min(from.column(), to.column()), Math.max(from.column(), to.column()));
      }
      return;
    }
    PlanePoint upper = from.row() < to.row() ? from : to;
    PlanePoint lower = from.row() < to.row() ? to : from;
    double slope = (lower.column() - upper.column()) / (lower.row() - upper.row());
    double first = Math.max(0, Math.ceil(upper.row()));
    double last = Math.min(rows - 1.0, Math.floor(lower.row()));
    for (double row = first; row <= last; row++) {
      double column =
          row == lower.row() ? lower.column() : upper.column() + (row - upper.row()) * slope;
      touch(row, column, column);
      if (row < lower.row()) {
        // A lower end is the next edge's.
        cross((int) row, column);
      }
    }
  }

  private void touch(double row, double firstColumn, double lastColumn) {
    double first = Math.max(0, Math.ceil(firstColumn - ON_LINE));
    double last = Math.min(columns - 1.0, Math.floor(lastColumn + ON_LINE));
    if (row >= 0 && row < rows && first <= last) {
      int start = ((int) row) * columns;
      onLine.set(start + (int) first, start + (int) last + 1);
    }
  }

  /** What lies right of the image's edge turns nothing in it. */
  private void cross(int row, double column) {
    double right = Math.max(0, Math.floor(column) + 1);
    if (right < columns) {
      crossings.flip(row * columns + (int) right);
    }
  }

  private BitSet filled() {
    BitSet filled = onLine;
    for (int at = crossings.nextSetBit(0); at >= 0; ) {
      int endOfRow = (at / columns + 1) * columns;
      int next = crossings.nextSetBit(at + 1);
      boolean closes = next >= 0 && next < endOfRow;
      filled.set(at, closes ? next : endOfRow);
      at = closes ? crossings.nextSetBit(next + 1) : next;
    }
    return filled;
  }
}
