package org.nodulens.datasets.lungpetctdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.PixelBox;
import org.nodulens.nodule.PixelPoint;

class TumourNodulesTest {
  private static final VolumeGeometry GEOMETRY =
      new VolumeGeometry(
          new GridSize(64, 64, 4),
          PatientPoint.ORIGIN,
          VoxelAxes.alongPatient(new VoxelSpacing(0.5, 0.8, 5)));

  private static double diameterMm(int width, int height) {
    return TumourNodules.longerSideMm(
        new PixelBox(new PixelPoint(10, 5), new PixelPoint(9 + width, 4 + height)), GEOMETRY);
  }

  @Test
  void the_diameter_reaches_from_outer_edge_to_outer_edge_as_the_mask_does() {
    assertThat(diameterMm(10, 4)).isCloseTo(5, within(1e-12)); // 10 x 0.5 mm, 4 x 0.8 mm
    assertThat(diameterMm(4, 10)).isCloseTo(8, within(1e-12));
    assertThat(diameterMm(1, 1)).isCloseTo(0.8, within(1e-12)); // a pixel's higher side
  }
}
