package org.nodulens.nodule.segmentation;

import java.io.IOException;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;

/** How much lung there is around a point: a nodule has some, by the densities of aerated lung. */
public record LungNearby(double share) {
  /** Around a nodule, which is at most 30 mm wide, there is lung within that distance. */
  public static final double OF_NODULE_MM = Levels.LUNG_REACH_MM;

  /** Around any tumour of the lung, however large. */
  public static final double OF_TUMOUR_MM = 60;

  /** Air is darker. */
  private static final int LOWEST_HU = -950;

  private static final int HIGHEST_HU = -600;

  /** The skin's blurred edge to the air makes up less. */
  private static final double PRESENT = 0.03;

  /**
   * Of the voxels within reach.
   *
   * @param reachMm such as {@link #OF_NODULE_MM}
   */
  public static LungNearby of(SliceSource source, PatientPoint point, double reachMm)
      throws IOException {
    VolumeGeometry box =
        VolumeGeometry.centered(
            new GridSize(2, 2, 2),
            point,
            source.geometry().axes().withSpacing(VoxelSpacing.isotropic(2 * reachMm)));
    CtVolume around = source.around(box);
    VoxelPoint middle = around.geometry().toVoxel(point);
    VoxelSpacing spacing = around.geometry().spacing();
    Range columns =
        Range.of(middle.column(), reachMm / spacing.xMm(), around.geometry().size().columns());
    Range rows = Range.of(middle.row(), reachMm / spacing.yMm(), around.geometry().size().rows());
    long within = 0;
    long lung = 0;
    for (int slice = 0; slice < around.geometry().size().slices(); slice++) {
      for (int row = rows.first; row <= rows.last; row++) {
        for (int column = columns.first; column <= columns.last; column++) {
          PatientPoint voxel = around.geometry().toPatient(new VoxelPoint(column, row, slice));
          if (voxel.minus(point).lengthMm() <= reachMm) {
            short hu = around.hu(new VoxelIndex(column, row, slice));
            within++;
            lung += hu >= LOWEST_HU && hu <= HIGHEST_HU ? 1 : 0;
          }
        }
      }
    }
    return new LungNearby(within == 0 ? 0 : (double) lung / within);
  }

  /** Indices within reach. */
  private record Range(int first, int last) {
    static Range of(double middle, double reach, int count) {
      return new Range(
          (int) Math.max(0, Math.ceil(middle - reach)),
          (int) Math.min(count - 1, Math.floor(middle + reach)));
    }
  }

  /** Whether the point lies in lung or at it. */
  public boolean isPresent() {
    return share >= PRESENT;
  }
}
