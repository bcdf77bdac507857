package org.nodulens.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.VoxelSet;

class SeriesOverlayTest {
  /** 4 x 3 pixels of 1 mm from (0, 0), slices 2 mm apart from z = 0 to 8. */
  private static final VolumeGeometry SERIES =
      new VolumeGeometry(
          new GridSize(4, 3, 5),
          PatientPoint.ORIGIN,
          VoxelAxes.alongPatient(new VoxelSpacing(1, 1, 2)));

  private static PlacedMap plane(double zMm, float... values) {
    return new PlacedMap(
        new VolumeGeometry(
            new GridSize(2, 1, 1),
            new PatientPoint(1, 1, zMm),
            VoxelAxes.alongPatient(VoxelSpacing.isotropic(1))),
        values);
  }

  /** Elements at x = 1 and 2 hold -1 and 3; 1.25 lies a quarter of the way: 0. */
  @Test
  void between_elements_a_map_is_linear_and_outside_it_is_zero() {
    PlacedMap map = plane(4, -1, 3);
    assertThat(map.at(new PatientPoint(1.25, 1, 4))).isCloseTo(0, within(1e-6f));
    assertThat(map.at(new PatientPoint(0.6, 1, 4))).isEqualTo(-1);
    assertThat(map.at(new PatientPoint(0.4, 1, 4))).isZero();
    assertThat(map.at(new PatientPoint(2, 1.6, 4))).isZero();
    assertThat(map.largest()).isEqualTo(3);
    assertThat(plane(4, -3, -1).highest()).isEqualTo(-1);
  }

  @Test
  void a_volume_is_linear_along_slices_too() {
    PlacedMap map =
        new PlacedMap(
            new VolumeGeometry(
                new GridSize(1, 1, 2),
                new PatientPoint(1, 1, 2),
                VoxelAxes.alongPatient(VoxelSpacing.isotropic(4))),
            new float[] {0, 8});
    // z = 3 is a quarter of the 4 mm from 2 to 6; the map ends 2 mm beyond, at 8
    assertThat(map.at(new PatientPoint(1, 1, 3))).isCloseTo(2, within(1e-6f));
    assertThat(map.at(new PatientPoint(1, 1, 8.5))).isZero();
    // from z = 0 to 8: slices 0 to 4
    assertThat(new SeriesOverlay(SERIES, map).slices()).containsExactly(0, 1, 2, 3, 4);
  }

  /** A plane of 1 mm at z = 4.6 reaches from 4.1 to 5.1: between slices 2 and 3. */
  @Test
  void a_plane_between_two_slices_is_drawn_on_the_nearest() {
    assertThat(new SeriesOverlay(SERIES, plane(4.6, 1, 1)).slices()).containsExactly(2);
    assertThat(new SeriesOverlay(SERIES, plane(4, 1, 1)).slices()).containsExactly(2);
    assertThat(new SeriesOverlay(SERIES, plane(8.4, 1, 1)).slices()).isEqualTo(List.of(4));
  }

  @Test
  void half_of_the_highest_makes_the_region() {
    VoxelSet region = new SeriesOverlay(SERIES, plane(4, 1, 3)).region(0.5);
    // the elements at x = 1 and 2 hold 1 and 3; of 1.5 or more is column 2, row 1 alone
    assertThat(region.count()).isEqualTo(1);
    assertThat(region.pixels(2).get(1 * 4 + 2)).isTrue();
    assertThat(new SeriesOverlay(SERIES, plane(4, -1, -3)).region(0.5).isEmpty()).isTrue();
  }

  /** Of -1000 ... 1000 HU is 0 the middle, grey 128; vermilion ff6a1a over it at opacity 1. */
  @Test
  void full_colour_is_the_largest_magnitude_and_zero_stays_grey() {
    OverlayStyle style = new OverlayStyle(HounsfieldWindow.ofRange(-1000, 1000), 1, 1, 64);
    byte[] rgb = new SeriesOverlay(SERIES, plane(4, 0, 3)).rgb(2, new short[12], style);
    assertThat(rgb).hasSize(36);
    assertThat(new int[] {rgb[18] & 255, rgb[19] & 255, rgb[20] & 255})
        .containsExactly(0xFF, 0x6A, 0x1A);
    assertThat(new int[] {rgb[15] & 255, rgb[16] & 255, rgb[17] & 255})
        .containsExactly(128, 128, 128);
    assertThatThrownBy(() -> new SeriesOverlay(SERIES, plane(4, 0, 3)).rgb(2, new short[11], style))
        .hasMessage("a slice has 12 pixels, got 11");
  }

  @Test
  void what_does_not_fill_the_grid_or_is_no_number_is_refused() {
    assertThatThrownBy(() -> plane(4, 1)).hasMessageContaining("1 values do not fill");
    assertThatThrownBy(() -> plane(4, 1, Float.NaN)).hasMessageContaining("must be finite");
  }
}
