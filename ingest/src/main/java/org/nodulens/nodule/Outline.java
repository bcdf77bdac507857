package org.nodulens.nodule;

import org.nodulens.ct.VoxelIndex;

/** Which voxels of a volume one reader counts to the nodule. */
public sealed interface Outline permits BoxOutline, ContourOutline {
  /** Voxels outside the volume belong to no nodule. */
  boolean holds(VoxelIndex voxel);
}
