package org.nodulens.dicom.jpeg2000;

/** A rectangle of a grid; x1 and y1 are the first that are no part of it. */
record Area(int x0, int y0, int x1, int y1) {
  int width() {
    return x1 - x0;
  }

  int height() {
    return y1 - y0;
  }

  long pixels() {
    return isEmpty() ? 0 : (long) width() * height();
  }

  boolean isEmpty() {
    return x1 <= x0 || y1 <= y0;
  }

  /** On the grid of every 2^levels-th point, from point 2^levels * offset on (T.800 B-15). */
  Area sampled(int levels, int xOffset, int yOffset) {
    return new Area(
        coordinate(x0, levels, xOffset),
        coordinate(y0, levels, yOffset),
        coordinate(x1, levels, xOffset),
        coordinate(y1, levels, yOffset));
  }

  private static int coordinate(int at, int levels, int offset) {
    long step = 1L << levels;
    return (int) Math.floorDiv(at - (step / 2) * offset + step - 1, step);
  }

  /** How many cells of 2^xLog by 2^yLog points it touches. */
  long cells(int xLog, int yLog) {
    if (isEmpty()) {
      return 0;
    }
    long across = ((x1 - 1L) >> xLog) - (x0 >> xLog) + 1;
    long down = ((y1 - 1L) >> yLog) - (y0 >> yLog) + 1;
    return across * down;
  }
}
