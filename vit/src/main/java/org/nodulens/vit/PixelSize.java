package org.nodulens.vit;

/** Rows and columns of an image or a patch, in pixels. */
public record PixelSize(int rows, int columns) {
  public PixelSize {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "size must be at least 1 pixel, got " + rows + " x " + columns);
    }
  }

  public static PixelSize square(int side) {
    return new PixelSize(side, side);
  }

  public boolean isSquare() {
    return rows == columns;
  }

  public int count() {
    return Math.multiplyExact(rows, columns);
  }

  public PixelSize transposed() {
    return new PixelSize(/* rows= */ columns, /* columns= */ rows);
  }

  @Override
  public String toString() {
    return rows + " x " + columns;
  }
}
