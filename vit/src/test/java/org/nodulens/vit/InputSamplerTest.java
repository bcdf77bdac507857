package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;

class InputSamplerTest {
  /** 4 x 4 pixels of 1 mm, window 0 to 1000 HU, mean 0.5, deviation 0.25. */
  private static final InputSpec SPEC =
      new InputSpec(
          HounsfieldWindow.ofRange(0, 1000),
          List.of(0.5),
          List.of(0.25),
          4,
          PixelSize.square(4),
          List.of(View.AXIAL),
          List.of(Symmetry.IDENTITY));

  /** HU = 100 x + 10 y + z of the voxel's place in the patient, wherever its axes run. */
  private static CtVolume ramp(VolumeGeometry geometry) {
    GridSize size = geometry.size();
    short[][] slices = new short[size.slices()][size.pixelsPerSlice()];
    for (int k = 0; k < size.slices(); k++) {
      for (int j = 0; j < size.rows(); j++) {
        for (int i = 0; i < size.columns(); i++) {
          PatientPoint point = geometry.toPatient(new VoxelPoint(i, j, k));
          slices[k][j * size.columns() + i] =
              (short) Math.round(100 * point.xMm() + 10 * point.yMm() + point.zMm());
        }
      }
    }
    return new CtVolume(geometry, slices);
  }

  private static VolumeGeometry along(
      PatientVector column, PatientVector row, PatientVector slice) {
    return VolumeGeometry.centered(
        new GridSize(9, 9, 9), new PatientPoint(4, 4, 4), new VoxelAxes(column, row, slice));
  }

  @Test
  void hounsfield_units_become_windowed_standardised_pixels() throws Exception {
    CtVolume volume =
        ramp(along(PatientVector.LEFT, PatientVector.POSTERIOR, PatientVector.SUPERIOR));
    InputSampler sampler = new InputSampler(SPEC);
    VolumeGeometry plane = sampler.plane(volume, new PatientPoint(3.5, 3.5, 4), View.AXIAL);
    float[] pixels = sampler.pixels(volume, plane, Symmetry.IDENTITY);
    // the 4 x 4 pixels lie on x, y = 2 ... 5: first 200 + 20 + 4 = 224 HU, so (0.224 - 0.5) / 0.25
    assertThat(pixels[0]).isCloseTo(-1.104f, offset(1e-5f));
    assertThat(pixels[15]).isCloseTo((0.554f - 0.5f) / 0.25f, offset(1e-5f));
  }

  @Test
  void a_view_is_the_same_however_the_scan_was_laid_out() throws Exception {
    InputSampler sampler = new InputSampler(SPEC);
    PatientPoint center = new PatientPoint(3.5, 4.5, 4);
    CtVolume axial =
        ramp(along(PatientVector.LEFT, PatientVector.POSTERIOR, PatientVector.SUPERIOR));
    CtVolume coronal =
        ramp(along(PatientVector.LEFT, PatientVector.SUPERIOR.times(-1), PatientVector.POSTERIOR));
    CtVolume feetFirst =
        ramp(
            along(
                PatientVector.LEFT.times(-1),
                PatientVector.POSTERIOR,
                PatientVector.SUPERIOR.times(-1)));
    for (View view : View.values()) {
      float[] expected =
          sampler.pixels(axial, sampler.plane(axial, center, view), Symmetry.IDENTITY);
      for (CtVolume other : List.of(coronal, feetFirst)) {
        float[] pixels =
            sampler.pixels(other, sampler.plane(other, center, view), Symmetry.IDENTITY);
        assertThat(pixels).containsExactly(expected, offset(1e-4f));
      }
    }
  }

  @Test
  void rows_of_a_coronal_view_run_to_the_feet() {
    CtVolume volume =
        ramp(along(PatientVector.LEFT, PatientVector.POSTERIOR, PatientVector.SUPERIOR));
    VolumeGeometry plane =
        new InputSampler(SPEC).plane(volume, new PatientPoint(4, 4, 4), View.CORONAL);
    assertThat(plane.axes().column()).isEqualTo(new PatientVector(1, 0, 0));
    assertThat(plane.axes().row().zMm()).isEqualTo(-1);
    assertThat(plane.center()).isEqualTo(new PatientPoint(4, 4, 4));
  }

  @Test
  void a_plane_outside_the_volume_is_an_error_and_a_border_is_air() throws Exception {
    CtVolume volume =
        ramp(along(PatientVector.LEFT, PatientVector.POSTERIOR, PatientVector.SUPERIOR));
    InputSampler sampler = new InputSampler(SPEC);
    VolumeGeometry outside = sampler.plane(volume, new PatientPoint(4, 4, 40), View.AXIAL);
    assertThatThrownBy(() -> sampler.pixels(volume, outside, Symmetry.IDENTITY))
        .isInstanceOf(InputGeometryException.class)
        .hasMessageContaining("outside the volume");
    VolumeGeometry border = sampler.plane(volume, new PatientPoint(-0.5, 4, 4), View.AXIAL);
    assertThat(sampler.pixels(volume, border, Symmetry.IDENTITY)[0])
        .isEqualTo(-2); // 0 after the window
  }

  @Test
  void one_grey_image_fills_every_channel_with_that_channels_statistics() throws Exception {
    InputSpec rgb =
        new InputSpec(
            SPEC.window(),
            List.of(0.0, 0.5),
            List.of(1.0, 0.5),
            4,
            PixelSize.square(4),
            List.of(View.AXIAL),
            List.of(Symmetry.IDENTITY));
    VolumeGeometry geometry =
        VolumeGeometry.centered(
            new GridSize(5, 5, 1),
            PatientPoint.ORIGIN,
            VoxelAxes.alongPatient(VoxelSpacing.isotropic(1)));
    short[] pixels = new short[25];
    Arrays.fill(pixels, (short) 750);
    CtVolume volume = new CtVolume(geometry, new short[][] {pixels});
    InputSampler sampler = new InputSampler(rgb);
    float[] input =
        sampler.pixels(
            volume, sampler.plane(volume, PatientPoint.ORIGIN, View.AXIAL), Symmetry.IDENTITY);
    assertThat(volume.hu(new VoxelIndex(2, 2, 0))).isEqualTo((short) 750);
    assertThat(input).hasSize(32);
    assertThat(input[0]).isEqualTo(0.75f);
    assertThat(input[16]).isEqualTo(0.5f);
  }

  @Test
  void all_images_are_the_views_in_order_and_of_each_its_symmetries() throws Exception {
    InputSampler sampler =
        new InputSampler(
            new InputSpec(
                SPEC.window(),
                SPEC.mean(),
                SPEC.std(),
                4,
                PixelSize.square(4),
                List.of(View.AXIAL, View.SAGITTAL),
                List.of(Symmetry.IDENTITY, Symmetry.QUARTER_TURN)));
    CtVolume volume =
        ramp(along(PatientVector.LEFT, PatientVector.POSTERIOR, PatientVector.SUPERIOR));
    PatientPoint center = new PatientPoint(3.5, 4.5, 4);
    List<float[]> images = sampler.images(volume, center, PatchShift.NONE);
    assertThat(images).hasSize(4);
    for (int i = 0; i < images.size(); i++) {
      View view = sampler.spec().views().get(i / 2);
      VolumeGeometry plane = sampler.plane(volume, center, view);
      assertThat(images.get(i))
          .containsExactly(sampler.pixels(volume, plane, sampler.spec().symmetries().get(i % 2)));
    }
  }
}
