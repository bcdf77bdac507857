package org.nodulens.ct;

/**
 * Moves one slice within its plane: pixel (i, j) of the result is the source's (i + columns, j +
 * rows), interpolated linearly between the pixels around it.
 *
 * @param column whole columns of the shift
 * @param acrossColumn the rest of it, from 0 to below 1
 */
record SliceShift(int column, double acrossColumn, int row, double acrossRow) {
  /** Nearer to a whole pixel than that, nothing is interpolated. */
  private static final double WHOLE = 1e-6;

  static SliceShift by(double columns, double rows) {
    int column = (int) Math.floor(columns + WHOLE);
    int row = (int) Math.floor(rows + WHOLE);
    return new SliceShift(column, rest(columns - column), row, rest(rows - row));
  }

  private static double rest(double fraction) {
    return fraction < WHOLE ? 0 : fraction;
  }

  short[] move(short[] pixels, GridSize from, GridSize to) {
    short[] moved = new short[to.pixelsPerSlice()];
    for (int j = 0, at = 0; j < to.rows(); j++) {
      for (int i = 0; i < to.columns(); i++, at++) {
        moved[at] = hu(pixels, from, i + column, j + row);
      }
    }
    return moved;
  }

  /** Padding where the nearest pixel is; elsewhere only what is no padding counts. */
  private short hu(short[] pixels, GridSize from, int left, int upper) {
    int nearestColumn = acrossColumn < 0.5 ? left : left + 1;
    int nearestRow = acrossRow < 0.5 ? upper : upper + 1;
    if (at(pixels, from, nearestColumn, nearestRow) == CtVolume.PADDING_HU) {
      return CtVolume.PADDING_HU;
    }
    double sum = 0;
    double weights = 0;
    for (int corner = 0; corner < 4; corner++) {
      int right = corner & 1;
      int down = corner >> 1;
      double weight =
          (right == 0 ? 1 - acrossColumn : acrossColumn) * (down == 0 ? 1 - acrossRow : acrossRow);
      short hu = weight == 0 ? CtVolume.PADDING_HU : at(pixels, from, left + right, upper + down);
      if (hu != CtVolume.PADDING_HU) {
        sum += weight * hu;
        weights += weight;
      }
    }
    return (short) Math.rint(sum / weights);
  }

  private static short at(short[] pixels, GridSize from, int column, int row) {
    boolean inside = column >= 0 && column < from.columns() && row >= 0 && row < from.rows();
    return inside ? pixels[row * from.columns() + column] : CtVolume.PADDING_HU;
  }
}
