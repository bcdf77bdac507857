package org.nodulens.nodule;

import java.util.Optional;
import org.nodulens.ct.VoxelIndex;

/** Which voxels of a volume one reader counts to the nodule. */
public sealed interface Outline permits BoxOutline, ContourOutline, MaskOutline {
  /** Voxels outside the volume belong to no nodule. */
  boolean holds(VoxelIndex voxel);

  /** A box outside of which no voxel is held; empty if none is held anywhere. */
  Optional<VoxelBox> bounds();
}
