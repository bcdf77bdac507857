package org.nodulens.nodule.segmentation;

/** A box within a grid, as a grid of its own. */
final class Window {
  private final Grid whole;
  private final Grid grid;
  private final int column;
  private final int row;
  private final int slice;

  private Window(Grid whole, int[] low, int[] high) {
    this.whole = whole;
    this.column = low[0];
    this.row = low[1];
    this.slice = low[2];
    this.grid =
        new Grid(high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1, whole.spacing());
  }

  /** All within some distance of a voxel, and the corners of the box around that. */
  static Window around(Grid whole, int at, double mm) {
    int[] place = place(whole, at);
    return grown(whole, place, place, mm);
  }

  /** All within some distance of a region, and the corners of the box around that. */
  static Window around(Grid whole, Region region, double mm) {
    int[] low = place(whole, region.voxel(0));
    int[] high = low.clone();
    for (int n = 1; n < region.size(); n++) {
      int[] place = place(whole, region.voxel(n));
      for (int axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], place[axis]);
        high[axis] = Math.max(high[axis], place[axis]);
      }
    }
    return grown(whole, low, high, mm);
  }

  private static int[] place(Grid grid, int at) {
    return new int[] {grid.column(at), grid.row(at), grid.slice(at)};
  }

  private static Window grown(Grid whole, int[] low, int[] high, double mm) {
    double[] steps = {whole.spacing().xMm(), whole.spacing().yMm(), whole.spacing().zMm()};
    int[] counts = {whole.columns(), whole.rows(), whole.slices()};
    int[] from = new int[3];
    int[] to = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      int by = (int) Math.ceil(mm / steps[axis]);
      from[axis] = Math.max(0, low[axis] - by);
      to[axis] = Math.min(counts[axis] - 1, high[axis] + by);
    }
    return new Window(whole, from, to);
  }

  Grid grid() {
    return grid;
  }

  /** A voxel of the window, as the whole grid numbers it. */
  int whole(int at) {
    return whole.at(column + grid.column(at), row + grid.row(at), slice + grid.slice(at));
  }
}
