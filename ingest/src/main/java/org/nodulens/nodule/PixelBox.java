package org.nodulens.nodule;

/** Pixels from a first to a last column and row, both of them part of the box. */
public record PixelBox(PixelPoint first, PixelPoint last) {
  public PixelBox {
    if (first.column() > last.column() || first.row() > last.row()) {
      throw new IllegalArgumentException(
          "a box runs from first to last, got " + first + ", " + last);
    }
  }

  public boolean holds(int column, int row) {
    return column >= first.column()
        && column <= last.column()
        && row >= first.row()
        && row <= last.row();
  }

  public boolean overlaps(PixelBox other) {
    return first.column() <= other.last.column()
        && other.first.column() <= last.column()
        && first.row() <= other.last.row()
        && other.first.row() <= last.row();
  }

  /** The smallest box that holds both. */
  public PixelBox union(PixelBox other) {
    return new PixelBox(
        new PixelPoint(
            Math.min(first.column(), other.first.column()),
            Math.min(first.row(), other.first.row())),
        new PixelPoint(
            Math.max(last.column(), other.last.column()), Math.max(last.row(), other.last.row())));
  }

  /**
   * What both hold.
   *
   * @throws IllegalArgumentException if they do not overlap
   */
  public PixelBox intersection(PixelBox other) {
    return new PixelBox(
        new PixelPoint(
            Math.max(first.column(), other.first.column()),
            Math.max(first.row(), other.first.row())),
        new PixelPoint(
            Math.min(last.column(), other.last.column()), Math.min(last.row(), other.last.row())));
  }

  public int columns() {
    return last.column() - first.column() + 1;
  }

  public int rows() {
    return last.row() - first.row() + 1;
  }
}
