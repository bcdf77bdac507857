package org.nodulens.ct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UprightSlicesTest {
  private static final double PIXEL_MM = 0.7;
  private static final double STEP_MM = 1.5;

  /** Slices of an object that is known everywhere. */
  private record Drawn(VolumeGeometry geometry, ToDoubleFunction<PatientPoint> hu)
      implements SliceSource {
    @Override
    public CtVolume slices(int first, int count) {
      GridSize size = new GridSize(geometry.size().columns(), geometry.size().rows(), count);
      short[][] slices = new short[count][size.pixelsPerSlice()];
      for (int k = 0; k < count; k++) {
        for (int at = 0; at < size.pixelsPerSlice(); at++) {
          VoxelPoint voxel = voxel(at, size, first + k);
          slices[k][at] = (short) Math.rint(hu.applyAsDouble(geometry.toPatient(voxel)));
        }
      }
      VolumeGeometry part =
          new VolumeGeometry(
              size, geometry.toPatient(new VoxelPoint(0, 0, first)), geometry.axes());
      return new CtVolume(part, slices);
    }
  }

  /** Axial slices of a gantry tilted towards the feet, and a little to the side. */
  private static VolumeGeometry tilted(double degrees, double sideDegrees) {
    double down = Math.tan(Math.toRadians(degrees)) * STEP_MM;
    double side = Math.tan(Math.toRadians(sideDegrees)) * STEP_MM;
    VoxelAxes axes =
        new VoxelAxes(
            new PatientVector(PIXEL_MM, 0, 0),
            new PatientVector(0, PIXEL_MM, 0),
            new PatientVector(side, down, STEP_MM));
    return VolumeGeometry.centered(new GridSize(50, 40, 30), PatientPoint.ORIGIN, axes);
  }

  private static VoxelPoint voxel(int at, GridSize size, int slice) {
    int row = at / size.columns();
    return new VoxelPoint(at % size.columns(), row, slice);
  }

  /** A sphere of 8 mm around a point, with an edge some pixels wide. */
  private static double sphere(PatientPoint place, PatientPoint center) {
    double mm = place.minus(center).lengthMm();
    return -1000 + 1000 * Math.min(1, Math.max(0, (8 - mm) / 2 + 0.5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-30, -12.5, -3, 4, 15, 27})
  void a_sphere_stays_where_it_is_in_the_patient(double degrees) throws IOException {
    PatientPoint center = new PatientPoint(1.23, 2.34, 1.9);
    VolumeGeometry tilted = tilted(degrees, degrees / 7);
    UprightSlices upright = UprightSlices.of(new Drawn(tilted, place -> sphere(place, center)));
    assertThat(upright.geometry().axes().isUpright()).isTrue();
    CtVolume volume = upright.slices(0, 30);
    assertThat(centroid(volume).minus(center).lengthMm()).isCloseTo(0, within(0.1));
    // 4/3 pi r^3, of r from 7 to 9 mm as the edge is soft: 4/3 pi (8^3 + 8) mm^3
    assertThat(millilitres(volume)).isCloseTo(4 / 3.0 * Math.PI * 0.52, within(0.01));
  }

  private static PatientPoint centroid(CtVolume volume) {
    PatientVector sum = new PatientVector(0, 0, 0);
    double weights = 0;
    GridSize size = volume.geometry().size();
    for (int k = 0; k < size.slices(); k++) {
      for (int at = 0; at < size.pixelsPerSlice(); at++) {
        double weight = weight(volume.slice(k)[at]);
        PatientPoint place = volume.geometry().toPatient(voxel(at, size, k));
        sum = sum.plus(place.minus(PatientPoint.ORIGIN).times(weight));
        weights += weight;
      }
    }
    return PatientPoint.ORIGIN.plus(sum.times(1 / weights));
  }

  private static double millilitres(CtVolume volume) {
    VoxelSpacing spacing = volume.geometry().spacing();
    double sum = 0;
    for (int k = 0; k < volume.geometry().size().slices(); k++) {
      for (short hu : volume.slice(k)) {
        sum += weight(hu);
      }
    }
    return sum * spacing.xMm() * spacing.yMm() * spacing.zMm() / 1000;
  }

  private static double weight(short hu) {
    return hu == CtVolume.PADDING_HU ? 0 : (hu + 1000) / 1000.0;
  }

  @Test
  void what_is_even_across_the_patient_comes_out_exactly() throws IOException {
    // Linear in x and y: what linear interpolation keeps. Whole HU, so half of one is lost at most.
    ToDoubleFunction<PatientPoint> ramp = p -> 20 * p.xMm() - 15 * p.yMm() + 7 * p.zMm();
    CtVolume volume = UprightSlices.of(new Drawn(tilted(17, -5), ramp)).slices(0, 30);
    GridSize size = volume.geometry().size();
    int measured = 0;
    int exact = 0;
    for (int k = 0; k < size.slices(); k++) {
      for (int at = 0; at < size.pixelsPerSlice(); at++) {
        short hu = volume.slice(k)[at];
        if (hu != CtVolume.PADDING_HU) {
          double expected = ramp.applyAsDouble(volume.geometry().toPatient(voxel(at, size, k)));
          // At the border the outermost value holds for half a pixel: 0.35 mm * (20 + 15) HU.
          assertThat((double) hu).isCloseTo(expected, within(13.5));
          measured++;
          exact += Math.abs(hu - expected) <= 1 ? 1 : 0;
        }
      }
    }
    // Every voxel of the source is there: none was cut off, and few lie at the border.
    assertThat(measured).isBetween(49 * 39 * 30, 51 * 41 * 30);
    assertThat(exact).isGreaterThanOrEqualTo(49 * 39 * 30);
  }

  @Test
  void a_part_is_as_in_the_whole() throws IOException {
    Drawn drawn = new Drawn(tilted(-20, 3), p -> 10 * p.xMm() + p.yMm() * p.zMm());
    UprightSlices upright = UprightSlices.of(drawn);
    CtVolume whole = upright.slices(0, 30);
    CtVolume part = upright.slices(11, 4);
    assertThat(part.slice(2)).isEqualTo(whole.slice(13));
    assertThat(part.geometry().origin())
        .isEqualTo(whole.geometry().toPatient(new VoxelPoint(0, 0, 11)));
  }

  @Test
  void shifts_by_whole_pixels_change_no_value() throws IOException {
    VoxelAxes axes =
        new VoxelAxes(
            new PatientVector(0.5, 0, 0),
            new PatientVector(0, 0.5, 0),
            new PatientVector(0, -1, 3));
    VolumeGeometry tilted =
        new VolumeGeometry(new GridSize(4, 6, 5), new PatientPoint(0, 0, 0), axes);
    Random random = new Random(3);
    short[][] slices = new short[5][24];
    for (short[] slice : slices) {
      for (int i = 0; i < slice.length; i++) {
        slice[i] = (short) (random.nextInt(4000) - 1000);
      }
    }
    UprightSlices upright = UprightSlices.of(source(new CtVolume(tilted, slices)));
    // Two rows a slice towards the front: eight rows more, the grid's first is the last slice's.
    assertThat(upright.geometry().size()).isEqualTo(new GridSize(4, 14, 5));
    assertThat(upright.geometry().origin()).isEqualTo(new PatientPoint(0, -4, 0));
    assertThat(upright.geometry().axes().slice()).isEqualTo(new PatientVector(0, 0, 3));
    CtVolume volume = upright.slices(0, 5);
    for (int k = 0; k < 5; k++) {
      for (int row = 0; row < 14; row++) {
        int from = row - 8 + 2 * k;
        for (int column = 0; column < 4; column++) {
          short expected =
              from < 0 || from >= 6 ? CtVolume.PADDING_HU : slices[k][4 * from + column];
          assertThat(volume.hu(new VoxelIndex(column, row, k))).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void padding_stays_padding_and_bleeds_into_nothing() throws IOException {
    // The second slice lies a quarter of a pixel to the back.
    VoxelAxes axes =
        new VoxelAxes(
            new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), new PatientVector(0, 0.25, 2));
    short padding = CtVolume.PADDING_HU;
    short[][] slices = {{0, 0, 0, 0}, {padding, 40, 60, 100}};
    VolumeGeometry tilted =
        new VolumeGeometry(new GridSize(1, 4, 2), new PatientPoint(0, 0, 0), axes);
    CtVolume volume = UprightSlices.of(source(new CtVolume(tilted, slices))).slices(0, 2);
    // Row j of the grid is row j - 0.25 of the slice: nearest j, a quarter of the one before.
    // 0: padding. 1: 40, as the one before is padding. 2: 60 * 3/4 + 40 / 4. 3: 100 * 3/4 + 60 / 4
    assertThat(volume.slice(1)).containsExactly(padding, 40, 55, 90, padding);
    assertThat(volume.slice(0)).containsExactly(0, 0, 0, 0, padding);
  }

  @Test
  void slices_that_lie_beside_each_other_are_refused() {
    VoxelAxes axes =
        new VoxelAxes(
            new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), new PatientVector(0, 4, 2));
    VolumeGeometry beside =
        new VolumeGeometry(new GridSize(2, 2, 3), new PatientPoint(0, 0, 0), axes);
    assertThat(UprightSlices.isTooSlanted(beside)).isTrue();
    assertThatThrownBy(() -> UprightSlices.of(source(new CtVolume(beside, new short[3][4]))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SliceSource source(CtVolume volume) {
    return new SliceSource() {
      @Override
      public VolumeGeometry geometry() {
        return volume.geometry();
      }

      @Override
      public CtVolume slices(int first, int count) {
        assertThat(first).isZero();
        assertThat(count).isEqualTo(volume.geometry().size().slices());
        return volume;
      }
    };
  }
}
