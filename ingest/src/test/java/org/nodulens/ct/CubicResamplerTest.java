package org.nodulens.ct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CubicResamplerTest {
  private static final VoxelAxes UNIT = VoxelAxes.alongPatient(VoxelSpacing.isotropic(1));

  /** HU are kept as float32: of numbers up to 4,096 half a unit of the last place. */
  private static final float FLOAT32_HU = 2.5e-4f;

  /** A part's own origin is rounded: places differ by some 1e-15 of a voxel. */
  private static final Offset<Float> ROUNDING = within(FLOAT32_HU);

  private static final VoxelAxes TURNED =
      new VoxelAxes(
          new PatientVector(0.3, 0.4, 0),
          new PatientVector(-0.4, 0.3, 0.1),
          new PatientVector(0, -0.1, 0.5));

  /** HU by column x, row y and slice z. */
  private interface Field {
    double hu(double x, double y, double z);
  }

  @Test
  void halfway_two_voxels_count_nine_sixteenths_and_the_next_ones_minus_a_sixteenth() {
    CtVolume row = row(16, 32, 64, 160);
    // (-16 + 9 * 32 + 9 * 64 - 160) / 16 = 688 / 16 = 43
    assertThat(at(row, 1.5, 0, 0)).isEqualTo(43);
    // t = 1/4: (-9, 111, 29, -3) / 128: (-144 + 3552 + 1856 - 480) / 128 = 4784 / 128 = 37.375
    assertThat(at(row, 1.25, 0, 0)).isEqualTo(37.375f);
  }

  @Test
  void the_axes_multiply() {
    // Only voxel (1, 1, 1) of 4 x 4 x 4 differs from 0: 9/16 a half step off along each axis.
    short[][] slices = new short[4][16];
    slices[1][5] = 1024;
    CtVolume volume = volume(new GridSize(4, 4, 4), UNIT, slices);
    // 1024 * (9/16)^3 = 182.25, and with one axis at the next voxel but one: 1024 * 81/256 * -1/16
    assertThat(at(volume, 1.5, 1.5, 1.5)).isEqualTo(182.25f);
    assertThat(at(volume, 2.5, 1.5, 1.5)).isEqualTo(-20.25f);
  }

  @Test
  void the_volumes_own_grid_gives_its_own_values() {
    short[][] slices = noise(new GridSize(5, 4, 3), 1);
    CtVolume volume = volume(new GridSize(5, 4, 3), UNIT, slices);
    float[] same = resample(volume, volume.geometry()).hu();
    for (int at = 0; at < same.length; at++) {
      assertThat(same[at]).isEqualTo(slices[at / 20][at % 20]);
    }
  }

  @Test
  void a_linear_ramp_survives_any_turn_of_the_grid_up_to_the_border() {
    Field ramp = (x, y, z) -> 10 * x - 20 * y + 30 * z;
    CtVolume volume = volume(new GridSize(8, 8, 8), UNIT, ramp);
    GridSize all = new GridSize(12, 12, 10); // reaches the outermost voxels and beyond
    requireField(volume, VolumeGeometry.centered(all, volume.geometry().center(), TURNED), ramp, 0);
  }

  @Test
  void polynomials_of_degree_2_are_reproduced_where_there_are_four_neighbours() {
    Field bowl =
        (x, y, z) -> 7 * (x - 4) * (x - 4) - 5 * (y - 3) * (y - 3) + 3 * z * z - x * y + 2 * y * z;
    CtVolume volume = volume(new GridSize(8, 8, 8), UNIT, bowl);
    GridSize all = new GridSize(12, 12, 10);
    requireField(volume, VolumeGeometry.centered(all, volume.geometry().center(), TURNED), bowl, 1);
  }

  @Test
  void slices_of_a_tilted_gantry_become_upright_in_the_one_interpolation() {
    VoxelAxes tilted =
        new VoxelAxes(
            new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), new PatientVector(0, 0.4, 2));
    Field bowl = (x, y, z) -> 9 * (x - 4) * (x - 4) - 4 * (y - 3) * (y - 3) + 3 * z * z;
    CtVolume volume = volume(new GridSize(8, 8, 8), tilted, bowl);
    VolumeGeometry upright =
        VolumeGeometry.centered(
            new GridSize(9, 9, 9),
            volume.geometry().center(),
            tilted.upright().withSpacing(VoxelSpacing.isotropic(0.7)));
    requireField(volume, upright, bowl, 1);
  }

  @Test
  void what_overshoots_is_clamped_as_what_it_came_from() {
    // 2 * 9/16 * 100: an eighth above
    assertThat(at(row(0, 100, 100, 0), 1.5, 0, 0)).isEqualTo(112.5f);
    assertThat(at(row(-1024, 3071, 3071, -1024), 1.5, 0, 0)).isEqualTo(3071);
    assertThat(at(row(3071, -1024, -1024, 3071), 1.5, 0, 0)).isEqualTo(-1024);
    // metal of 20000 HU counts as 3071: 112.5 * 30.71 is 3454.9, clamped once more
    assertThat(at(row(0, 20000, 20000, 0), 1.5, 0, 0)).isEqualTo(3071);
    assertThat(at(row(0, 0, 20000, 20000), 1.5, 0, 0)).isEqualTo(1535.5f);
  }

  @Test
  void padding_counts_as_air_and_is_counted_as_ever() {
    CtVolume row = row(0, CtVolume.PADDING_HU, CtVolume.PADDING_HU, 0);
    // -1024 * 9/8 = -1152, clamped
    assertThat(at(row, 1.5, 0, 0)).isEqualTo(-1024);
    VolumeGeometry target =
        new VolumeGeometry(new GridSize(5, 1, 1), new PatientPoint(0.25, 0, 0), UNIT);
    // 0.25 is nearest to tissue, 1.25 and 2.25 to padding, 3.25 lies in the last voxel, 4.25
    // outside
    assertThat(resample(row, target).paddedFraction()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void a_single_slice_or_row_is_constant_across() {
    CtVolume row = row(16, 32, 64, 160);
    assertThat(at(row, 1.5, 0.4, -0.4)).isEqualTo(43);
    assertThat(at(row(7), 0.3, 0, 0)).isEqualTo(7);
    // Two voxels: the line goes on beyond both, so that nothing but it is left.
    assertThat(at(row(0, 100), 0.25, 0, 0)).isEqualTo(25);
  }

  @Test
  void half_a_voxel_outside_the_outermost_value_holds_and_beyond_is_air() {
    CtVolume row = row(10, 20);
    assertThat(at(row, -0.5, 0.5, -0.5)).isEqualTo(10);
    assertThat(at(row, 1.5, 0, 0)).isEqualTo(20);
    assertThat(at(row, 1.51, 0, 0)).isEqualTo(-1024);
  }

  @Test
  void the_slices_around_a_grid_are_as_good_as_all_of_them() throws Exception {
    GridSize size = new GridSize(9, 8, 30);
    CtVolume volume = volume(size, UNIT, noise(size, 2));
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      PatientPoint center =
          new PatientPoint(
              8 * random.nextDouble(), 7 * random.nextDouble(), 29 * random.nextDouble());
      VoxelAxes axes = i % 2 == 0 ? TURNED : UNIT;
      VolumeGeometry grid =
          VolumeGeometry.centered(new GridSize(4, 3, 1 + random.nextInt(6)), center, axes);
      CtVolume part = volume.around(grid, Interpolation.CUBIC);
      assertThat(part.geometry().size().slices()).isLessThan(16);
      assertThat(resample(part, grid).hu()).containsExactly(resample(volume, grid).hu(), ROUNDING);
    }
  }

  private static void requireField(
      CtVolume volume, VolumeGeometry target, Field field, double marginVoxels) {
    float[] hu = resample(volume, target).hu();
    GridSize size = target.size();
    int compared = 0;
    for (int at = 0; at < hu.length; at++) {
      int column = at % size.columns();
      int row = at / size.columns() % size.rows();
      int slice = at / size.pixelsPerSlice();
      VoxelPoint place =
          volume.geometry().toVoxel(target.toPatient(new VoxelPoint(column, row, slice)));
      if (isInside(place, volume.geometry().size(), marginVoxels)) {
        float expected = (float) field.hu(place.column(), place.row(), place.slice());
        assertThat(hu[at]).isCloseTo(expected, within(FLOAT32_HU));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(hu.length / 4);
  }

  private static boolean isInside(VoxelPoint place, GridSize size, double marginVoxels) {
    return isInside(place.column(), size.columns(), marginVoxels)
        && isInside(place.row(), size.rows(), marginVoxels)
        && isInside(place.slice(), size.slices(), marginVoxels);
  }

  private static boolean isInside(double index, int count, double marginVoxels) {
    return index >= marginVoxels && index <= count - 1 - marginVoxels;
  }

  private static short[][] noise(GridSize size, long seed) {
    Random random = new Random(seed);
    short[][] slices = new short[size.slices()][size.pixelsPerSlice()];
    for (short[] slice : slices) {
      for (int at = 0; at < slice.length; at++) {
        slice[at] = (short) (random.nextInt(3000) - 1000);
      }
    }
    return slices;
  }

  private static CtVolume volume(GridSize size, VoxelAxes axes, Field field) {
    short[][] slices = new short[size.slices()][size.pixelsPerSlice()];
    for (int k = 0; k < size.slices(); k++) {
      for (int at = 0; at < slices[k].length; at++) {
        int row = at / size.columns();
        slices[k][at] = (short) field.hu(at % size.columns(), row, k);
      }
    }
    return volume(size, axes, slices);
  }

  private static CtVolume volume(GridSize size, VoxelAxes axes, short[]... slices) {
    return new CtVolume(new VolumeGeometry(size, PatientPoint.ORIGIN, axes), slices);
  }

  private static CtVolume row(int... hu) {
    short[] pixels = new short[hu.length];
    for (int i = 0; i < hu.length; i++) {
      pixels[i] = (short) hu[i];
    }
    return volume(new GridSize(hu.length, 1, 1), UNIT, pixels);
  }

  private static Resampled resample(CtVolume volume, VolumeGeometry target) {
    return Resampler.of(volume, Interpolation.CUBIC).resample(target);
  }

  private static float at(CtVolume volume, double x, double y, double z) {
    VolumeGeometry target =
        new VolumeGeometry(new GridSize(1, 1, 1), new PatientPoint(x, y, z), UNIT);
    return resample(volume, target).hu()[0];
  }
}
