package org.nodulens.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.Interpolation;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.TiltHandling;
import org.nodulens.nodule.GridSpacing;

class CropOptionsTest {
  private static final GridSpacing NATIVE = new GridSpacing.Native();

  private static GridSpacing mm(double x, double y, double z) {
    return new GridSpacing.Fixed(new VoxelSpacing(x, y, z));
  }

  @Test
  void a_size_in_mm_is_the_fewest_voxels_that_reach_so_far() {
    CropExtent cube = new CropExtent.Millimetres(50, 50, 50);
    // 50 / 0.7 = 71.4; 50 / 0.5 = 100; 50 / 2.5 = 20
    assertThat(cube.size(mm(0.7, 0.5, 2.5))).isEqualTo(new GridSize(72, 100, 20));
  }

  @Test
  void a_multiple_of_the_spacing_is_not_rounded_up() {
    // In doubles 0.3 / 0.1 is 2.9999999999999996 and 0.7 / 0.1 is 6.999999999999999; 2.1 / 0.7 is
    // 3.0000000000000004
    CropExtent extent = new CropExtent.Millimetres(0.3, 0.7, 2.1);
    assertThat(extent.size(mm(0.1, 0.1, 0.7))).isEqualTo(new GridSize(3, 7, 3));
    assertThat(new CropExtent.Millimetres(48, 48, 48).size(mm(0.75, 0.75, 0.75)))
        .isEqualTo(new GridSize(64, 64, 64));
  }

  @Test
  void less_than_a_voxel_is_one() {
    assertThat(new CropExtent.Millimetres(0.1, 0.1, 0.1).size(mm(1, 1, 1)))
        .isEqualTo(new GridSize(1, 1, 1));
  }

  @Test
  void a_size_in_mm_needs_a_spacing() {
    CropExtent cube = new CropExtent.Millimetres(50, 50, 50);
    assertThatThrownBy(() -> new CropOptions(cube, NATIVE, Interpolation.LINEAR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a size in mm and native spacing do not go together");
  }

  @Test
  void sizes_that_are_none_are_refused() {
    for (double size : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new CropExtent.Millimetres(10, size, 10))
          .hasMessageContaining("> 0 mm");
    }
  }

  @Test
  void the_header_says_what_was_asked() {
    CropOptions asked =
        new CropOptions(new CropExtent.Millimetres(30, 20, 10), mm(1, 2, 3), Interpolation.CUBIC);
    CropSetHeader header = asked.header("some", TiltHandling.RESAMPLE);
    assertThat(header.size()).isEqualTo(new GridSize(30, 10, 4));
    assertThat(header.spacing()).contains(new VoxelSpacing(1, 2, 3));
    assertThat(header.options())
        .isEqualTo(
            Map.of(
                "shape", List.of(4, 10, 30),
                "size_mm", List.of(10.0, 20.0, 30.0),
                "spacing_mm", List.of(3.0, 2.0, 1.0),
                "interpolation", "cubic",
                "tilt", "resample"));
  }

  @Test
  void native_spacing_is_null_in_the_header() {
    CropOptions asked =
        new CropOptions(new CropExtent.Voxels(new GridSize(8, 8, 4)), NATIVE, Interpolation.LINEAR);
    CropSetHeader header = asked.header("some", TiltHandling.REFUSE);
    assertThat(header.spacing()).isEqualTo(Optional.empty());
    assertThat(header.options())
        .isEqualTo(
            Map.of("shape", List.of(4, 8, 8), "spacing_mm", "native", "interpolation", "linear"));
  }
}
