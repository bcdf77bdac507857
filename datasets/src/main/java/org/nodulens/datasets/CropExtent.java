package org.nodulens.datasets;

import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.GridSpacing;

/** How much of the scan a crop shows. */
public sealed interface CropExtent {
  /**
   * The voxels of each crop.
   *
   * @throws IllegalArgumentException if the two do not go together
   */
  GridSize size(GridSpacing spacing);

  /** So many voxels, however large they are. */
  record Voxels(GridSize voxels) implements CropExtent {
    @Override
    public GridSize size(GridSpacing spacing) {
      return voxels;
    }
  }

  /** The fewest voxels that reach, from outer edge to outer edge, at least so far. */
  record Millimetres(double xMm, double yMm, double zMm) implements CropExtent {
    /** Absorbs the rounding of a size that is a multiple of the spacing, in voxels. */
    private static final double WHOLE = 1e-6;

    public Millimetres {
      if (!(xMm > 0 && yMm > 0 && zMm > 0 && Double.isFinite(xMm + yMm + zMm))) {
        throw new IllegalArgumentException(
            "the size of a crop must be > 0 mm, got (" + xMm + ", " + yMm + ", " + zMm + ")");
      }
    }

    @Override
    public GridSize size(GridSpacing spacing) {
      VoxelSpacing shared =
          spacing
              .shared()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "a size in mm and native spacing do not go together: the crops of a set"
                              + " have as many voxels each"));
      return new GridSize(
          count(xMm / shared.xMm()), count(yMm / shared.yMm()), count(zMm / shared.zMm()));
    }

    private static int count(double voxels) {
      return (int) Math.max(1, Math.ceil(voxels - WHOLE));
    }
  }
}
