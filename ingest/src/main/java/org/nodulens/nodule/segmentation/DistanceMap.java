package org.nodulens.nodule.segmentation;

import java.util.Arrays;

/**
 * Squared distances, in mm², from every voxel's centre to that of the nearest voxel of a set; exact
 * on grids of unequal spacing. One pass an axis, each the lower envelope of parabolas (Felzenszwalb
 * and Huttenlocher 2012, doi:10.4086/toc.2012.v008a019).
 */
final class DistanceMap {
  private static final float NONE = Float.POSITIVE_INFINITY;

  private final float[] squares;

  /** Where on a line each parabola has its vertex, and where it begins to be the lowest. */
  private final int[] vertex;

  private final double[] begin;
  private final double[] line;

  private DistanceMap(Grid grid) {
    squares = new float[grid.voxels()];
    int longest = Math.max(grid.columns(), Math.max(grid.rows(), grid.slices()));
    vertex = new int[longest];
    begin = new double[longest + 1];
    line = new double[longest];
  }

  /** Infinite everywhere if the set is empty; what lies outside the grid is in no set. */
  static float[] squaresMm2(Grid grid, boolean[] set) {
    DistanceMap map = new DistanceMap(grid);
    Arrays.fill(map.squares, NONE);
    for (int at = 0; at < set.length; at++) {
      if (set[at]) {
        map.squares[at] = 0;
      }
    }
    int slice = grid.columns() * grid.rows();
    for (int at = 0; at < map.squares.length; at += grid.columns()) {
      map.pass(at, 1, grid.columns(), grid.spacing().xMm());
    }
    for (int k = 0; k < grid.slices(); k++) {
      for (int i = 0; i < grid.columns(); i++) {
        map.pass(k * slice + i, grid.columns(), grid.rows(), grid.spacing().yMm());
      }
    }
    for (int i = 0; i < slice && grid.slices() > 1; i++) {
      map.pass(i, slice, grid.slices(), grid.spacing().zMm());
    }
    return map.squares;
  }

  private void pass(int from, int step, int count, double mm) {
    int last = -1;
    for (int q = 0; q < count; q++) {
      float square = squares[from + q * step];
      if (square == NONE) {
        continue;
      }
      line[q] = square;
      double meeting = Double.NEGATIVE_INFINITY;
      while (last >= 0) {
        meeting = meeting(vertex[last], q, mm);
        if (meeting > begin[last]) {
          break;
        }
        last--;
      }
      last++;
      vertex[last] = q;
      begin[last] = last == 0 ? Double.NEGATIVE_INFINITY : meeting;
    }
    if (last < 0) {
      return;
    }
    int parabola = 0;
    for (int q = 0; q < count; q++) {
      while (parabola < last && begin[parabola + 1] <= q) {
        parabola++;
      }
      double away = (q - vertex[parabola]) * mm;
      squares[from + q * step] = (float) (line[vertex[parabola]] + away * away);
    }
  }

  /** Where, in voxels, the parabola of b becomes lower than that of a, a before b. */
  private double meeting(int a, int b, double mm) {
    double mm2 = mm * mm;
    return ((line[b] / mm2 + (double) b * b) - (line[a] / mm2 + (double) a * a)) / (2.0 * (b - a));
  }
}
