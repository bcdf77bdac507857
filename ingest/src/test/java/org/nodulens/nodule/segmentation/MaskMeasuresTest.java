package org.nodulens.nodule.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.MaskOutline;

class MaskMeasuresTest {
  private static final GridSize SIZE = new GridSize(12, 12, 3);

  @Test
  void a_bar_has_the_axes_of_a_bar() throws IOException {
    // columns 2 to 8, rows 4 to 6 of slice 1; pixels 1 mm, slices 2 mm
    MaskMeasures bar = MaskMeasures.of(volume(1, 2), bar(2, 8, 4, 6, 1)).orElseThrow();
    // from corner to corner: sqrt(6^2 + 2^2), and a pixel
    assertThat(bar.longAxisMm()).isCloseTo(Math.sqrt(40) + 1, within(1e-12));
    // Across: the direction of the long axis is (6, 2) / sqrt 40, slightly turned; a strip as wide
    // as a pixel holds three rows of pixels, 2 mm apart at least and 3 mm at most.
    assertThat(bar.shortAxisMm()).isBetween(2.5, 4.0);
    assertThat(bar.volumeMm3()).hasValue(21 * 2.0);
    assertThat(bar.meanHu()).hasValue(7);
  }

  @Test
  void a_line_is_one_pixel_broad() throws IOException {
    MaskMeasures line = MaskMeasures.of(volume(0.5, 2), bar(2, 8, 4, 4, 1)).orElseThrow();
    assertThat(line.longAxisMm()).isCloseTo(3.5, within(1e-12));
    assertThat(line.shortAxisMm()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void one_voxel_has_a_pixels_axes_and_what_lies_outside_has_none() throws IOException {
    MaskMeasures dot = MaskMeasures.of(volume(0.5, 2), bar(3, 3, 3, 3, 0)).orElseThrow();
    assertThat(dot).isEqualTo(new MaskMeasures(0.5, 0.5, dot.volumeMm3(), dot.meanHu()));
    assertThat(MaskMeasures.of(volume(0.5, 2), bar(3, 3, 3, 3, 7))).isEmpty();
    assertThat(MaskMeasures.of(volume(0.5, 2), bar(30, 33, 3, 3, 1))).isEmpty();
  }

  private static MaskOutline bar(int left, int right, int top, int bottom, int slice) {
    List<VoxelIndex> voxels = new ArrayList<>();
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        voxels.add(new VoxelIndex(column, row, slice));
      }
    }
    return MaskOutline.of(voxels);
  }

  private static CtVolume volume(double pixelMm, double sliceMm) {
    short[][] hu = new short[SIZE.slices()][SIZE.pixelsPerSlice()];
    for (short[] slice : hu) {
      java.util.Arrays.fill(slice, (short) 7);
    }
    VoxelSpacing spacing = new VoxelSpacing(pixelMm, pixelMm, sliceMm);
    return new CtVolume(
        new VolumeGeometry(SIZE, PatientPoint.ORIGIN, VoxelAxes.alongPatient(spacing)), hu);
  }
}
