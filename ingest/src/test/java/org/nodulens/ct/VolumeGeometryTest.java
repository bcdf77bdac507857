package org.nodulens.ct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VolumeGeometryTest {
  private static final double ROUNDING = 1e-9;

  @Test
  void a_point_25_mm_left_of_the_origin_falls_on_column_40() {
    VoxelAxes axes = VoxelAxes.alongPatient(new VoxelSpacing(0.625, 0.625, 1.25));
    VolumeGeometry geometry =
        new VolumeGeometry(new GridSize(512, 512, 100), new PatientPoint(-160, -160, -300), axes);
    // (-135 + 160) / 0.625 = 40;  (-147.5 + 160) / 0.625 = 20;  (-275 + 300) / 1.25 = 20
    assertThat(geometry.nearestVoxel(new PatientPoint(-135, -147.5, -275)))
        .isEqualTo(new VoxelIndex(40, 20, 20));
  }

  @Test
  void a_coronal_volume_counts_its_rows_downwards() {
    // Columns to the left, rows to the feet: row x column direction is to posterior.
    VoxelAxes axes =
        new VoxelAxes(
            new PatientVector(1, 0, 0), new PatientVector(0, 0, -2), new PatientVector(0, 3, 0));
    VolumeGeometry geometry =
        new VolumeGeometry(new GridSize(10, 10, 10), new PatientPoint(0, 0, 100), axes);
    assertThat(geometry.toPatient(new VoxelPoint(1, 2, 3))).isEqualTo(new PatientPoint(1, 9, 96));
    assertThat(geometry.spacing()).isEqualTo(new VoxelSpacing(1, 2, 3));
  }

  @Test
  void a_point_goes_to_its_voxel_and_back_in_any_oblique_volume() {
    Random random = new Random(17);
    for (int trial = 0; trial < 200; trial++) {
      VoxelAxes axes = new VoxelAxes(vector(random, 0), vector(random, 1), vector(random, 2));
      PatientPoint origin = PatientPoint.ORIGIN.plus(vector(random, 0).times(100));
      VolumeGeometry geometry = new VolumeGeometry(new GridSize(64, 64, 64), origin, axes);
      PatientPoint point = PatientPoint.ORIGIN.plus(vector(random, 1).times(50));
      PatientPoint back = geometry.toPatient(geometry.toVoxel(point));
      assertThat(back.minus(point).lengthMm()).isCloseTo(0, within(ROUNDING));
    }
  }

  /** Mostly along one axis, so that three of them span a volume. */
  private static PatientVector vector(Random random, int axis) {
    double[] xyz = new double[3];
    for (int i = 0; i < 3; i++) {
      xyz[i] = random.nextDouble() - 0.5;
    }
    xyz[axis] += 2;
    return new PatientVector(xyz[0], xyz[1], xyz[2]);
  }

  @Test
  void a_centred_grid_has_its_middle_at_the_centre() {
    VoxelAxes axes = VoxelAxes.alongPatient(VoxelSpacing.isotropic(2));
    VolumeGeometry even =
        VolumeGeometry.centered(new GridSize(4, 4, 4), new PatientPoint(10, 20, 30), axes);
    // 10 - 2 mm * (4 - 1) / 2 = 7
    assertThat(even.origin()).isEqualTo(new PatientPoint(7, 17, 27));
    assertThat(even.center()).isEqualTo(new PatientPoint(10, 20, 30));
  }

  @Test
  void a_volume_reaches_half_a_voxel_around_its_outermost_centres() {
    VoxelAxes axes = VoxelAxes.alongPatient(VoxelSpacing.isotropic(2));
    VolumeGeometry geometry = new VolumeGeometry(new GridSize(4, 4, 4), PatientPoint.ORIGIN, axes);
    assertThat(geometry.contains(new PatientPoint(-1, 7, 3))).isTrue();
    assertThat(geometry.contains(new PatientPoint(-1.01, 3, 3))).isFalse();
    assertThat(geometry.contains(new PatientPoint(3, 3, 7.01))).isFalse();
  }

  @Test
  void axes_in_one_plane_are_refused() {
    PatientVector x = PatientVector.LEFT;
    PatientVector y = PatientVector.POSTERIOR;
    assertThatThrownBy(() -> new VoxelAxes(x, y, x.plus(y)))
        .hasMessageContaining("must span a volume");
  }

  @Test
  void a_coronal_volume_turned_to_the_patient_keeps_its_distances() {
    VoxelAxes coronal =
        new VoxelAxes(
            new PatientVector(1, 0, 0), new PatientVector(0, 0, -2), new PatientVector(0, 3, 0));
    VoxelAxes turned = coronal.closestToPatient();
    assertThat(turned.column()).isEqualTo(new PatientVector(1, 0, 0));
    assertThat(turned.row()).isEqualTo(new PatientVector(0, 3, 0));
    // The rows ran to the feet: turned round, they lead to the head.
    assertThat(turned.slice().zMm()).isEqualTo(2);
    assertThat(turned.spacing()).isEqualTo(new VoxelSpacing(1, 3, 2));
  }
}
