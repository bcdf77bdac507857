package org.nodulens.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.nodule.PixelPoint;

/**
 * Draws around a set of pixels as LIDC's readers did: through the pixels just outside, from
 * neighbour to neighbour (diagonals count), closed, the last point again the first.
 */
final class ContourTrace {
  /** Neighbours in the order in which they are tried, clockwise on the screen. */
  private static final int[] COLUMN = {1, 1, 0, -1, -1, -1, 0, 1};

  private static final int[] ROW = {0, 1, 1, 1, 0, -1, -1, -1};

  private final boolean[] pixels;
  private final int columns;

  private ContourTrace(boolean[] pixels, int columns) {
    this.pixels = pixels;
    this.columns = columns;
  }

  /**
   * Around the largest connected part of the set.
   *
   * @param pixels row by row; none on the border or beside it
   * @return nothing if the set is empty
   */
  static Optional<List<PixelPoint>> around(boolean[] pixels, int columns) {
    boolean[] largest = new ContourTrace(pixels, columns).largestPart();
    ContourTrace outside = new ContourTrace(grown(largest, columns), columns);
    for (int i = 0; i < pixels.length; i++) {
      if (outside.pixels[i]) {
        return Optional.of(outside.from(i));
      }
    }
    return Optional.empty();
  }

  /** With the pixels above, below, left and right of each. */
  private static boolean[] grown(boolean[] pixels, int columns) {
    boolean[] grown = new boolean[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i]) {
        grown[i] = true;
        grown[i - 1] = true;
        grown[i + 1] = true;
        grown[i - columns] = true;
        grown[i + columns] = true;
      }
    }
    return grown;
  }

  private boolean[] largestPart() {
    int[] part = new int[pixels.length];
    int parts = 0;
    int largest = 0;
    int mostPixels = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] && part[i] == 0) {
        int count = label(part, i, ++parts);
        largest = count > mostPixels ? parts : largest;
        mostPixels = Math.max(mostPixels, count);
      }
    }
    boolean[] kept = new boolean[pixels.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = pixels[i] && part[i] == largest;
    }
    return kept;
  }

  /** Flood fill over sides; returns how many pixels there are. */
  private int label(int[] part, int start, int name) {
    int[] steps = {1, -1, columns, -columns};
    int[] stack = new int[pixels.length];
    int depth = 0;
    stack[depth++] = start;
    part[start] = name;
    int count = 0;
    while (depth > 0) {
      int at = stack[--depth];
      count++;
      for (int step : steps) {
        int next = at + step;
        if (pixels[next] && part[next] == 0) {
          part[next] = name;
          stack[depth++] = next;
        }
      }
    }
    return count;
  }

  /** Moore's tracing, from the first pixel of the first row, until it would repeat itself. */
  private List<PixelPoint> from(int start) {
    List<PixelPoint> line = new ArrayList<>();
    int at = start;
    int heading = 0;
    int firstHeading = -1;
    while (true) {
      int next = -1;
      // Back from where it came, then one further: the neighbour tried before it was empty.
      for (int turn = 0; turn < 8 && next < 0; turn++) {
        int direction = heading + 6 + turn & 7;
        int candidate = at + ROW[direction] * columns + COLUMN[direction];
        next = pixels[candidate] ? direction : -1;
      }
      if (at == start && next == firstHeading) {
        line.add(line.get(0));
        return line;
      }
      line.add(new PixelPoint(at % columns, at / columns));
      firstHeading = firstHeading < 0 ? next : firstHeading;
      at += ROW[next] * columns + COLUMN[next];
      heading = next % 2 == 0 ? next : next - 1;
    }
  }
}
