package org.nodulens.nodule;

import java.io.IOException;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.Interpolation;
import org.nodulens.ct.Resampled;
import org.nodulens.ct.Resampler;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;

/**
 * Cuts crops: a grid of fixed size, parallel to the volume's own slices, its middle at the nodule's
 * centre. Of slices that a tilted gantry has shifted, the one interpolation makes an upright crop.
 * Only the slices that the crop touches are read.
 */
public final class NoduleCropper {
  private final GridSize size;
  private final GridSpacing spacing;
  private final Interpolation interpolation;

  /** Cuts with trilinear interpolation. */
  public NoduleCropper(GridSize size, VoxelSpacing spacing) {
    this(size, new GridSpacing.Fixed(spacing), Interpolation.LINEAR);
  }

  public NoduleCropper(GridSize size, GridSpacing spacing, Interpolation interpolation) {
    this.size = size;
    this.spacing = spacing;
    this.interpolation = interpolation;
  }

  /**
   * Cuts one nodule.
   *
   * @throws IllegalArgumentException if its centre lies outside the volume
   */
  public NoduleCrop crop(SliceSource source, Nodule nodule) throws IOException {
    VolumeGeometry whole = source.geometry();
    if (!whole.contains(nodule.center())) {
      throw new IllegalArgumentException(
          "nodule " + nodule.id() + " is centred at " + nodule.center() + ", outside the volume");
    }
    VolumeGeometry grid =
        VolumeGeometry.centered(size, nodule.center(), spacing.on(whole.axes().upright()));
    Resampled resampled =
        Resampler.of(source.around(grid, interpolation), interpolation).resample(grid);
    short[] hu = new short[resampled.hu().length];
    for (int i = 0; i < hu.length; i++) {
      hu[i] = (short) Math.rint(resampled.hu()[i]);
    }
    return new NoduleCrop(grid, hu, mask(grid, whole, nodule), resampled.paddedFraction());
  }

  /** The nearest voxel of the volume decides. */
  private static byte[] mask(VolumeGeometry grid, VolumeGeometry whole, Nodule nodule) {
    byte[] mask = new byte[Math.toIntExact(grid.size().voxels())];
    int at = 0;
    for (int k = 0; k < grid.size().slices(); k++) {
      for (int j = 0; j < grid.size().rows(); j++) {
        for (int i = 0; i < grid.size().columns(); i++, at++) {
          var voxel = whole.nearestVoxel(grid.toPatient(new VoxelPoint(i, j, k)));
          if (whole.size().contains(voxel)) {
            for (NoduleAnnotation annotation : nodule.annotations()) {
              mask[at] += (byte) (annotation.outline().holds(voxel) ? 1 : 0);
            }
          }
        }
      }
    }
    return mask;
  }
}
