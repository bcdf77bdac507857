package org.nodulens.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;

class PageTest {
  @Test
  void text_cannot_become_markup() {
    assertThat(Html.escaped("<b a='1' c=\"2\">&\u0000\u0007\ud800"))
        .isEqualTo("&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;???");
    assertThat(Html.table(List.of("<h>"), List.of(List.of("</td><script>"))))
        .contains("&lt;h&gt;", "&lt;/td&gt;&lt;script&gt;")
        .doesNotContain("<script>");
  }

  @Test
  void what_fills_a_place_is_not_filled_again() throws IOException {
    Template template = Template.resource("case-viewer.html");
    String page =
        template.filled(Map.of("tasks", "{{methods}} $1 \\", "methods", "M", "voxels", "V"));
    assertThat(page).contains("{{methods}} $1 \\", ">M</select>");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template.filled(Map.of("tasks", "")))
        .withMessageContaining("methods");
  }

  @Test
  void voxels_are_little_endian_and_gzipped() throws IOException {
    // 258 = 0x0102, -1 = 0xffff, 40000 does not fit: 32767 = 0x7fff
    assertThat(unpacked(Packed.int16(new float[] {258, -1, 40000})))
        .containsExactly(2, 1, -1, -1, -1, 127);
    // 127 * -1 / 2 = -63.5, to the even neighbour -64
    assertThat(unpacked(Packed.int8(new float[] {2, -1, 0}, 2))).containsExactly(127, -64, 0);
    assertThat(unpacked(Packed.int8(new float[] {0}, 0))).containsExactly(0);
  }

  private static byte[] unpacked(String base64) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
      return in.readAllBytes();
    }
  }

  @Test
  void the_viewers_voxels_are_the_scans_turned_to_left_posterior_superior() {
    // Columns run to the right, rows to posterior, slices to the feet: 1 x 1 x 2 mm.
    VolumeGeometry scan =
        new VolumeGeometry(
            new GridSize(100, 100, 50),
            new PatientPoint(50, -50, 40),
            new VoxelAxes(
                PatientVector.LEFT.times(-1),
                PatientVector.POSTERIOR,
                PatientVector.SUPERIOR.times(-2)));
    ViewerGrid grid = ViewerGrid.around(scan, new PatientPoint(10.2, -9.9, 0.4), 20, 1_000_000);
    // nearest voxel: column 40 -> x 10, row 40 -> y -10, slice 20 -> z 0; 10 mm to each side
    assertThat(grid.geometry().size()).isEqualTo(new GridSize(21, 21, 11));
    assertThat(grid.geometry().origin()).isEqualTo(new PatientPoint(0, -20, -10));
    assertThat(grid.geometry().axes().column().xMm()).isPositive();
    assertThat(grid.geometry().axes().slice().zMm()).isPositive();
    assertThat(grid.center()).isEqualTo(new VoxelIndex(10, 10, 5));
    assertThat(grid.coarser()).isEqualTo(1);
  }

  @Test
  void the_viewers_voxels_end_where_the_scan_ends_and_grow_where_they_are_too_many() {
    VolumeGeometry scan =
        new VolumeGeometry(
            new GridSize(41, 41, 41),
            new PatientPoint(0, 0, 0),
            new VoxelAxes(PatientVector.LEFT, PatientVector.POSTERIOR, PatientVector.SUPERIOR));
    // 2 voxels to the right of column 2, 10 to its left
    ViewerGrid edge = ViewerGrid.around(scan, new PatientPoint(2, 20, 20), 20, 1_000_000);
    assertThat(edge.geometry().size()).isEqualTo(new GridSize(13, 21, 21));
    assertThat(edge.center().column()).isEqualTo(2);
    // 21³ = 9261 voxels in place of 1000: 1.02 times the cube root of 9.261, which is 2.1
    ViewerGrid coarse = ViewerGrid.around(scan, new PatientPoint(20, 20, 20), 20, 1000);
    assertThat(coarse.coarser()).isCloseTo(1.02 * 2.1, within(1e-9));
    assertThat(coarse.geometry().size().voxels()).isLessThanOrEqualTo(1000);
  }

  @Test
  void a_spread_is_that_of_a_sample() {
    // 1, 2, 6: mean 3, squares 4 + 1 + 9 = 14, over 2: 7
    Spread spread = Spread.of(List.of(1.0, 2.0, 6.0));
    assertThat(spread.lowest()).isEqualTo(1);
    assertThat(spread.highest()).isEqualTo(6);
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(7), within(1e-12));
    assertThat(Spread.of(List.of(4.0)).deviation()).isZero();
  }

  @Test
  void similarity_is_the_cosine_of_the_angle() {
    // (3, 4) and (4, 3): 24 / 25; a vector without length is like none
    assertThat(SimilarNodules.cosine(new float[] {3, 4}, new float[] {4, 3}))
        .isCloseTo(0.96, within(1e-12));
    assertThat(SimilarNodules.cosine(new float[] {3, 4}, new float[] {-6, -8}))
        .isCloseTo(-1, within(1e-12));
    assertThat(SimilarNodules.cosine(new float[] {0, 0}, new float[] {1, 0})).isZero();
  }
}
