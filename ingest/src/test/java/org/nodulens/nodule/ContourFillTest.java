package org.nodulens.nodule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContourFillTest {
  @Test
  void the_lines_own_pixels_are_not_part_of_the_nodule() {
    assertThat(fill(5, 5, contour(true, 1, 1, 3, 1, 3, 3, 1, 3)))
        .isEqualTo(".....\n.....\n..#..\n.....\n.....\n");
  }

  @Test
  void closing_the_line_twice_and_turning_it_round_changes_nothing() {
    String once = fill(6, 6, contour(true, 0, 0, 5, 0, 5, 5, 0, 5));
    assertThat(fill(6, 6, contour(true, 0, 0, 5, 0, 5, 5, 0, 5, 0, 0))).isEqualTo(once);
    assertThat(fill(6, 6, contour(true, 0, 5, 5, 5, 5, 0, 0, 0))).isEqualTo(once);
    assertThat(fill(6, 6, contour(true, 0, 0, 5, 0, 5, 5, 0, 5, 0, 0, 5, 0, 5, 5, 0, 5)))
        .isEqualTo(once);
  }

  @Test
  void an_exclusion_cuts_its_strict_interior_out_whatever_the_order() {
    PixelContour outer = contour(true, 0, 0, 6, 0, 6, 6, 0, 6);
    PixelContour hole = contour(false, 2, 2, 4, 2, 4, 4, 2, 4);
    String expected = ".......\n.#####.\n.#####.\n.##.##.\n.#####.\n.#####.\n.......\n";
    assertThat(fill(7, 7, hole, outer)).isEqualTo(expected);
    assertThat(fill(7, 7, outer, hole)).isEqualTo(expected);
  }

  @Test
  void a_slanted_edge_is_exact() {
    // The diagonal passes through (1,1), (2,2), (3,3): on the line, outside.
    assertThat(fill(5, 5, contour(true, 0, 0, 4, 4, 0, 4)))
        .isEqualTo(".....\n.....\n.#...\n.##..\n.....\n");
    // From (0,0) to (4,2): row 1 is crossed at column 2.
    assertThat(fill(5, 3, contour(true, 0, 0, 4, 2, 0, 2))).isEqualTo(".....\n.#...\n.....\n");
  }

  @Test
  void a_line_that_leaves_the_image_is_cut_at_its_border() {
    assertThat(fill(3, 3, contour(true, -1, -1, 9, -1, 9, 9, -1, 9))).isEqualTo("###\n###\n###\n");
  }

  @Test
  void a_single_point_holds_nothing() {
    assertThat(fill(3, 1, contour(true, 1, 0))).isEqualTo("...\n");
  }

  private static PixelContour contour(boolean inclusion, int... columnsAndRows) {
    List<PixelPoint> points = new ArrayList<>();
    for (int i = 0; i < columnsAndRows.length; i += 2) {
      points.add(new PixelPoint(columnsAndRows[i], columnsAndRows[i + 1]));
    }
    return new PixelContour(points, inclusion);
  }

  private static String fill(int columns, int rows, PixelContour... contours) {
    boolean[] inside = new ContourFill(columns, rows).fill(List.of(contours));
    StringBuilder picture = new StringBuilder();
    for (int at = 0; at < inside.length; at++) {
      picture.append(inside[at] ? '#' : '.').append((at + 1) % columns == 0 ? "\n" : "");
    }
    return picture.toString();
  }
}
