package org.nodulens.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.explain.ViewMap;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.View;

class OverlayTest {
  private static final ImportanceMap MAP =
      new ImportanceMap(PixelSize.square(2), new float[] {4, -2, 0, 0});

  @Test
  void a_heatmap_keeps_zero_and_sign_and_remembers_its_scale() {
    Heatmap heatmap = Heatmap.of(MAP, 1);
    assertThat(heatmap.scale()).isEqualTo(4);
    assertThat(heatmap.at(0, 0)).isEqualTo(1);
    assertThat(heatmap.at(0, 1)).isEqualTo(-0.5f);
    assertThat(heatmap.at(1, 0)).isZero();
    assertThat(heatmap.at(0, 0.5)).isEqualTo(0.25f); // half way between 1 and -0.5
    assertThat(heatmap.at(-3, -3)).isEqualTo(1); // constant beyond the outermost centres
  }

  @Test
  void a_quantile_clips_what_lies_beyond_it() {
    // magnitudes 0, 0, 2, 4: three quarters of them are at most 2
    Heatmap heatmap = Heatmap.of(MAP, 0.75);
    assertThat(heatmap.scale()).isEqualTo(2);
    assertThat(heatmap.at(0, 0)).isEqualTo(1);
    assertThat(heatmap.at(0, 1)).isEqualTo(-1);
  }

  @Test
  void a_map_of_zeros_shows_nothing() {
    Heatmap heatmap = Heatmap.of(new ImportanceMap(PixelSize.square(2), new float[4]), 1);
    assertThat(heatmap.at(0, 0)).isZero();
    assertThat(heatmap.scale()).isZero();
  }

  @Test
  void zero_is_transparent_and_the_two_signs_differ_in_hue() {
    assertThat(DivergingColors.over(100, 0, 1)).isEqualTo(0x646464);
    int positive = DivergingColors.over(100, 1, 1);
    int negative = DivergingColors.over(100, -1, 1);
    assertThat(positive >> 16 & 0xff).isGreaterThan(positive & 0xff);
    assertThat(negative >> 16 & 0xff).isLessThan(negative & 0xff);
    assertThat(DivergingColors.over(100, 1, 0)).isEqualTo(0x646464);
  }

  @Test
  void the_bar_is_a_round_length_that_fits() {
    assertThat(ScaleBar.lengthMm(384, 32.0 / 384)).isEqualTo(10); // 32 mm wide: 40 % are 12.8 mm
    assertThat(ScaleBar.lengthMm(384, 200.0 / 384)).isEqualTo(50);
  }

  @Test
  void colour_falls_on_the_important_patch_and_nowhere_on_the_bare_slice() {
    VolumeGeometry geometry =
        VolumeGeometry.centered(
            new GridSize(32, 32, 1),
            PatientPoint.ORIGIN,
            VoxelAxes.alongPatient(VoxelSpacing.isotropic(1)));
    short[] pixels = new short[32 * 32];
    Arrays.fill(pixels, (short) -600);
    CtVolume volume = new CtVolume(geometry, new short[][] {pixels});
    OverlayStyle style = new OverlayStyle(HounsfieldWindow.LUNG, 1, 1, 128);
    BufferedImage picture =
        new OverlayRenderer(volume, style).render(new ViewMap(View.AXIAL, geometry, MAP), "test");
    int top = 8 + 26;
    // -600 HU is the middle of the lung window: grey 128; the second panel starts at 16 + 128
    assertThat(picture.getRGB(8 + 20, top + 20) & 0xffffff).isEqualTo(0x808080);
    assertThat(picture.getRGB(144 + 20, top + 20) & 0xffffff)
        .isEqualTo(DivergingColors.over(128, 1, 1));
    assertThat(picture.getRGB(144 + 20, top + 120) & 0xffffff).isEqualTo(0x808080);
    assertThat(Heatmap.of(MAP, 1).at(0, 0)).isCloseTo(1, offset(0f));
  }

  @Test
  void a_coronal_plane_shows_the_whole_height_with_the_head_at_the_top() {
    VolumeGeometry geometry =
        VolumeGeometry.centered(
            new GridSize(20, 20, 10),
            PatientPoint.ORIGIN,
            VoxelAxes.alongPatient(new VoxelSpacing(1, 1, 4)));
    short[][] slices = new short[10][400];
    for (int k = 0; k < 10; k++) {
      Arrays.fill(slices[k], (short) (k < 5 ? -1350 : 150)); // black below, white above
    }
    CtVolume volume = new CtVolume(geometry, slices);
    BufferedImage picture =
        PlanePicture.of(
            volume,
            View.CORONAL,
            PatientPoint.ORIGIN,
            new PlanePicture.Style(HounsfieldWindow.LUNG, 80));
    // 20 mm wide and 40 mm high
    assertThat(picture.getWidth()).isEqualTo(40);
    assertThat(picture.getHeight()).isEqualTo(80);
    assertThat(picture.getRGB(20, 5) & 0xff).isEqualTo(255);
    assertThat(picture.getRGB(20, 75) & 0xff).isLessThan(60); // -1024 HU, the darkest that is kept
  }

  @Test
  void several_maps_on_one_scale_keep_their_proportions() {
    ImportanceMap weak = new ImportanceMap(PixelSize.square(2), new float[] {1, 0, 0, -1});
    assertThat(Heatmap.sharedScale(List.of(MAP, weak), 1)).isEqualTo(4);
    assertThat(Heatmap.sharedScale(List.of(weak, MAP), 0.75)).isEqualTo(1); // 0 0 0 0 1 1 of 8
    assertThatThrownBy(() -> Heatmap.sharedScale(List.of(), 1)).hasMessageContaining("no maps");
  }

  @Test
  void a_sheet_shows_every_map_in_its_place_on_the_row_s_scale() {
    VolumeGeometry plane =
        VolumeGeometry.centered(
            new GridSize(32, 32, 1),
            PatientPoint.ORIGIN,
            VoxelAxes.alongPatient(VoxelSpacing.isotropic(1)));
    short[] pixels = new short[32 * 32];
    Arrays.fill(pixels, (short) -600);
    CtVolume volume = new CtVolume(plane, new short[][] {pixels});
    ImportanceMap weak = new ImportanceMap(PixelSize.square(2), new float[] {-2, 0, 0, 0});
    List<OverlayCell> cells =
        List.of(
            OverlayCell.bare("CT", plane),
            OverlayCell.of("strong", new ViewMap(View.AXIAL, plane, MAP)),
            OverlayCell.of("weak", new ViewMap(View.AXIAL, plane, weak)));
    OverlaySheet sheet =
        new OverlaySheet(
            "test",
            List.of(
                new OverlayRow("", List.of(OverlayCell.bare("", plane)), 0),
                new OverlayRow("cdam", cells, 4)));
    OverlayStyle style = new OverlayStyle(HounsfieldWindow.LUNG, 1, 1, 128);
    BufferedImage picture = new OverlayRenderer(volume, style).render(sheet);
    // caption 34; first row 128 + 8 without titles; then 18 of titles
    assertThat(picture.getHeight()).isEqualTo(34 + 136 + 18 + 136);
    assertThat(picture.getWidth()).isEqualTo(3 * 136 + 16 + 92);
    int top = 34 + 136 + 18;
    assertThat(picture.getRGB(8 + 20, top + 20) & 0xffffff).isEqualTo(0x808080);
    assertThat(picture.getRGB(144 + 20, top + 20) & 0xffffff)
        .isEqualTo(DivergingColors.over(128, 1, 1));
    assertThat(picture.getRGB(280 + 20, top + 20) & 0xffffff)
        .isEqualTo(DivergingColors.over(128, -0.5f, 1));
    assertThat(picture.getRGB(280 + 20, top + 120) & 0xffffff).isEqualTo(0x808080);
  }

  @Test
  void a_map_of_as_many_pixels_as_the_plane_colours_its_pixel_alone() {
    VolumeGeometry plane =
        VolumeGeometry.centered(
            new GridSize(32, 24, 1),
            PatientPoint.ORIGIN,
            VoxelAxes.alongPatient(VoxelSpacing.isotropic(1)));
    short[] pixels = new short[32 * 24];
    Arrays.fill(pixels, (short) -600);
    CtVolume volume = new CtVolume(plane, new short[][] {pixels});
    float[] values = new float[24 * 32];
    values[5 * 32 + 11] = 3;
    ImportanceMap map = new ImportanceMap(new PixelSize(24, 32), values);
    // three pixels of the picture a pixel of the plane: the middle one is its centre
    OverlayStyle style = new OverlayStyle(HounsfieldWindow.LUNG, 1, 1, 72);
    BufferedImage picture =
        new OverlayRenderer(volume, style).render(new ViewMap(View.AXIAL, plane, map), "");
    int left = 2 * 8 + 96;
    int top = 34;
    assertThat(picture.getRGB(left + 3 * 11 + 1, top + 3 * 5 + 1) & 0xffffff)
        .isEqualTo(DivergingColors.over(128, 1, 1));
    assertThat(picture.getRGB(left + 3 * 13 + 1, top + 3 * 5 + 1) & 0xffffff).isEqualTo(0x808080);
    assertThat(picture.getRGB(left + 3 * 11 + 1, top + 3 * 7 + 1) & 0xffffff).isEqualTo(0x808080);
  }
}
