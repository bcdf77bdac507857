package org.nodulens.datasets.rtstruct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.GridSize;

class PolygonFillTest {
  private static final GridSize SIZE = new GridSize(20, 15, 1);

  private static List<PlanePoint> polygon(double... columnsRows) {
    List<PlanePoint> points = new ArrayList<>();
    for (int i = 0; i < columnsRows.length; i += 2) {
      points.add(new PlanePoint(columnsRows[i], columnsRows[i + 1]));
    }
    return points;
  }

  /** Rows of the picture, from the first that holds a pixel to the last. */
  private static List<String> picture(BitSet filled) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < SIZE.rows(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < SIZE.columns(); column++) {
        line.append(filled.get(row * SIZE.columns() + column) ? '#' : '.');
      }
      rows.add(line.toString());
    }
    return rows;
  }

  @Test
  void a_triangle_holds_the_pixels_in_it_and_on_it() {
    // Corners on centres; the long side passes through (3, 1), (2, 2), (1, 3).
    List<String> rows = picture(PolygonFill.of(SIZE, polygon(0, 0, 4, 0, 0, 4)));
    assertThat(rows.subList(0, 6))
        .extracting(row -> row.substring(0, 6))
        .containsExactly("#####.", "####..", "###...", "##....", "#.....", "......");
  }

  @Test
  void what_lies_twice_inside_lies_outside_but_its_edge_counts() {
    // A bow tie whose halves meet at (2, 2).
    List<String> rows = picture(PolygonFill.of(SIZE, polygon(0, 0, 4, 4, 4, 0, 0, 4)));
    assertThat(rows.subList(0, 5))
        .extracting(row -> row.substring(0, 6))
        .containsExactly("#...#.", "##.##.", "#####.", "##.##.", "#...#.");
  }

  @Test
  void a_polygon_between_pixel_centres_holds_none() {
    assertThat(PolygonFill.of(SIZE, polygon(1.1, 1.1, 1.9, 1.1, 1.9, 1.9, 1.1, 1.9)))
        .matches(BitSet::isEmpty);
  }

  @Test
  void what_leaves_the_image_is_cut() {
    BitSet all = PolygonFill.of(SIZE, polygon(-1e9, -1e9, 1e9, -1e9, 1e9, 1e9, -1e9, 1e9));
    assertThat(all.cardinality()).isEqualTo(20 * 15);
    BitSet right = PolygonFill.of(SIZE, polygon(17.5, -3, 40, -3, 40, 1.5, 17.5, 1.5));
    assertThat(right.cardinality()).isEqualTo(2 * 2);
  }

  @Test
  void direction_and_first_point_make_no_difference() {
    var random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      List<PlanePoint> polygon = polygon(random.doubles(14, -3, 18).toArray());
      BitSet filled = PolygonFill.of(SIZE, polygon);
      List<PlanePoint> turned = new ArrayList<>(polygon);
      Collections.rotate(turned, trial % 7);
      Collections.reverse(turned);
      assertThat(PolygonFill.of(SIZE, turned)).isEqualTo(filled);
    }
  }

  @Test
  void each_pixel_is_inside_if_a_ray_from_it_crosses_the_line_an_odd_number_of_times() {
    var random = new Random(6);
    for (int trial = 0; trial < 200; trial++) {
      List<PlanePoint> polygon = polygon(random.doubles(16, -3, 18).toArray());
      BitSet filled = PolygonFill.of(SIZE, polygon);
      for (int at = 0; at < 20 * 15; at++) {
        if (distance(polygon, at % 20, at / 20) > 0.01) {
          assertThat(filled.get(at)).isEqualTo(isInside(polygon, at % 20, at / 20));
        }
      }
    }
  }

  /** From the nearest edge. */
  private static double distance(List<PlanePoint> polygon, int column, int row) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < polygon.size(); i++) {
      PlanePoint a = polygon.get(i);
      PlanePoint b = polygon.get((i + 1) % polygon.size());
      double alongColumns = b.column() - a.column();
      double alongRows = b.row() - a.row();
      double square = alongColumns * alongColumns + alongRows * alongRows;
      double at = ((column - a.column()) * alongColumns + (row - a.row()) * alongRows) / square;
      double part = Math.max(0, Math.min(1, at));
      nearest =
          Math.min(
              nearest,
              Math.hypot(
                  column - a.column() - part * alongColumns, row - a.row() - part * alongRows));
    }
    return nearest;
  }

  private static boolean isInside(List<PlanePoint> polygon, int column, int row) {
    boolean inside = false;
    for (int i = 0; i < polygon.size(); i++) {
      PlanePoint a = polygon.get(i);
      PlanePoint b = polygon.get((i + 1) % polygon.size());
      if ((a.row() > row) != (b.row() > row)) {
        double at = a.column() + (row - a.row()) / (b.row() - a.row()) * (b.column() - a.column());
        inside ^= at > column;
      }
    }
    return inside;
  }
}
