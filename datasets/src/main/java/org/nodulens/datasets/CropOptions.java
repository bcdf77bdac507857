package org.nodulens.datasets;

import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelSpacing;

/** The grid that crops are cut on. Datasets of ready-made crops keep theirs. */
public record CropOptions(GridSize size, VoxelSpacing spacing) {
  /** 48 mm cubes, which hold the largest nodule (30 mm) and what is around it. */
  public static final CropOptions DEFAULT =
      new CropOptions(new GridSize(64, 64, 64), VoxelSpacing.isotropic(0.75));
}
