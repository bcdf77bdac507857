package org.nodulens.nodule;

import java.util.List;

/**
 * The pixels that a reader's contours hold. As in LIDC-IDRI a contour runs just outside the nodule:
 * a pixel belongs to it if its centre lies strictly inside the line (winding number not 0), not if
 * it lies on the line.
 */
public final class ContourFill {
  private final int columns;
  private final int rows;

  public ContourFill(int columns, int rows) {
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException("an image has pixels, got " + columns + " x " + rows);
    }
    this.columns = columns;
    this.rows = rows;
  }

  /** One reader's contours on one slice: the inclusions' interiors less the exclusions'. */
  public boolean[] fill(List<PixelContour> contours) {
    boolean[] inside = new boolean[Math.multiplyExact(columns, rows)];
    for (boolean inclusion : new boolean[] {true, false}) {
      for (PixelContour contour : contours) {
        if (contour.inclusion() == inclusion) {
          paint(contour, inside);
        }
      }
    }
    return inside;
  }

  private void paint(PixelContour contour, boolean[] inside) {
    int first = rows;
    int last = -1;
    for (PixelPoint point : contour.points()) {
      first = Math.min(first, point.row());
      last = Math.max(last, point.row());
    }
    for (int row = Math.max(0, first); row <= Math.min(rows - 1, last); row++) {
      Scan scan = new Scan(row);
      List<PixelPoint> points = contour.points();
      for (int i = 0; i < points.size(); i++) {
        scan.add(points.get(i), points.get((i + 1) % points.size()));
      }
      scan.paint(inside, contour.inclusion());
    }
  }

  /** One row of pixels, and where the line crosses it. Exact: all in whole numbers. */
  private final class Scan {
    private final int row;
    private final int[] windingStep = new int[columns + 1];
    private final boolean[] onLine = new boolean[columns];

    Scan(int row) {
      this.row = row;
    }

    void add(PixelPoint from, PixelPoint to) {
      if (from.row() == to.row()) {
        if (from.row() == row) {
          touch(Math.min(from.column(), to.column()), Math.max(from.column(), to.column()));
        }
        return;
      }
      boolean down = from.row() < to.row();
      PixelPoint upper = down ? from : to;
      PixelPoint lower = down ? to : from;
      if (row < upper.row() || row > lower.row()) {
        return;
      }
      // column = upper.column + rise / height
      long height = (long) lower.row() - upper.row();
      long rise = (long) (row - upper.row()) * (lower.column() - upper.column());
      int column = upper.column() + (int) Math.floorDiv(rise, height);
      if (Math.floorMod(rise, height) == 0) {
        touch(column, column);
      }
      if (row < lower.row()) {
        // Pixels to the right of the crossing wind once more; a lower end is the next edge's.
        windingStep[Math.min(columns, Math.max(0, column + 1))] += down ? 1 : -1;
      }
    }

    private void touch(int firstColumn, int lastColumn) {
      for (int i = Math.max(0, firstColumn); i <= Math.min(columns - 1, lastColumn); i++) {
        onLine[i] = true;
      }
    }

    void paint(boolean[] inside, boolean value) {
      int winding = 0;
      for (int i = 0; i < columns; i++) {
        winding += windingStep[i];
        if (winding != 0 && !onLine[i]) {
          inside[row * columns + i] = value;
        }
      }
    }
  }
}
