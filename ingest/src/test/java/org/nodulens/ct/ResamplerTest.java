package org.nodulens.ct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ResamplerTest {
  private static final VoxelAxes UNIT = VoxelAxes.alongPatient(VoxelSpacing.isotropic(1));

  @Test
  void between_eight_voxels_lies_their_mean() {
    short[][] slices = {{0, 100, 200, 300}, {400, 500, 600, 700}};
    CtVolume volume = volume(new GridSize(2, 2, 2), slices);
    // (0 + 100 + ... + 700) / 8 = 350
    assertThat(at(volume, 0.5, 0.5, 0.5)).isEqualTo(350);
    // 0.75 * 0 + 0.25 * 100 = 25
    assertThat(at(volume, 0.25, 0, 0)).isEqualTo(25);
    // row 1, column 0: 200 and 600 over slices, a quarter of the way: 300
    assertThat(at(volume, 0, 1, 0.25)).isEqualTo(300);
  }

  @Test
  void the_volumes_own_grid_gives_its_own_values() {
    short[][] slices = {{-1024, 3071, 0, -5}, {1, 2, 3, 4}};
    CtVolume volume = volume(new GridSize(2, 2, 2), slices);
    Resampled same = Resampler.of(volume).resample(volume.geometry());
    assertThat(same.hu()).containsExactly(-1024, 3071, 0, -5, 1, 2, 3, 4);
    assertThat(same.paddedFraction()).isZero();
  }

  @Test
  void metal_is_clamped_before_it_is_interpolated() {
    CtVolume volume = volume(new GridSize(2, 1, 1), new short[][] {{0, 20000}});
    // (0 + 3071) / 2
    assertThat(at(volume, 0.5, 0, 0)).isEqualTo(1535.5f);
  }

  @Test
  void padding_counts_as_air() {
    CtVolume volume = volume(new GridSize(2, 1, 1), new short[][] {{0, CtVolume.PADDING_HU}});
    // 0.75 * 0 + 0.25 * -1024 = -256
    assertThat(at(volume, 0.25, 0, 0)).isEqualTo(-256);
    // 0.25 * 0 + 0.75 * -1024 = -768, though the nearest voxel is padding
    assertThat(at(volume, 0.75, 0, 0)).isEqualTo(-768);
    assertThat(at(volume, 1, 0, 0)).isEqualTo(-1024);
  }

  @Test
  void half_a_voxel_outside_the_outermost_value_holds_and_beyond_is_air() {
    CtVolume volume = volume(new GridSize(2, 1, 1), new short[][] {{10, 20}});
    assertThat(at(volume, -0.5, 0.5, -0.5)).isEqualTo(10);
    assertThat(at(volume, 1.5, 0, 0)).isEqualTo(20);
    assertThat(at(volume, 1.51, 0, 0)).isEqualTo(-1024);
  }

  @Test
  void what_no_scan_filled_is_counted() {
    CtVolume volume = volume(new GridSize(4, 1, 1), new short[][] {{1, 2, 3, CtVolume.PADDING_HU}});
    VolumeGeometry target =
        new VolumeGeometry(new GridSize(5, 1, 1), new PatientPoint(0, 0, 0), UNIT);
    // Column 3 is padding, column 4 lies outside: 2 of 5.
    assertThat(Resampler.of(volume).resample(target).paddedFraction())
        .isCloseTo(0.4, within(1e-12));
  }

  @Test
  void a_linear_ramp_survives_any_turn_of_the_grid() {
    short[][] slices = new short[8][64];
    for (int k = 0; k < 8; k++) {
      for (int j = 0; j < 8; j++) {
        for (int i = 0; i < 8; i++) {
          slices[k][8 * j + i] = (short) (10 * i - 20 * j + 30 * k);
        }
      }
    }
    CtVolume volume = volume(new GridSize(8, 8, 8), slices);
    VoxelAxes turned =
        new VoxelAxes(
            new PatientVector(0.3, 0.4, 0),
            new PatientVector(-0.4, 0.3, 0.1),
            new PatientVector(0, -0.1, 0.5));
    VolumeGeometry target =
        VolumeGeometry.centered(new GridSize(3, 3, 3), volume.geometry().center(), turned);
    float[] hu = Resampler.of(volume).resample(target).hu();
    int at = 0;
    for (int k = 0; k < 3; k++) {
      for (int j = 0; j < 3; j++) {
        for (int i = 0; i < 3; i++) {
          PatientPoint point = target.toPatient(new VoxelPoint(i, j, k));
          double ramp = 10 * point.xMm() - 20 * point.yMm() + 30 * point.zMm();
          assertThat(hu[at++]).isCloseTo((float) ramp, within(1e-3f));
        }
      }
    }
  }

  private static CtVolume volume(GridSize size, short[][] slices) {
    return new CtVolume(new VolumeGeometry(size, PatientPoint.ORIGIN, UNIT), slices);
  }

  private static float at(CtVolume volume, double x, double y, double z) {
    VolumeGeometry target =
        new VolumeGeometry(new GridSize(1, 1, 1), new PatientPoint(x, y, z), UNIT);
    return Resampler.of(volume).resample(target).hu()[0];
  }
}
