package org.nodulens.nodule;

import java.util.Optional;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;

/** How far apart a crop's voxels lie. */
public sealed interface GridSpacing {
  /** The axes of a crop from a volume whose upright axes are given. */
  VoxelAxes on(VoxelAxes upright);

  /** What all crops share; empty where each has its own. */
  Optional<VoxelSpacing> shared();

  /** The same in every crop. */
  record Fixed(VoxelSpacing spacing) implements GridSpacing {
    @Override
    public VoxelAxes on(VoxelAxes upright) {
      return upright.withSpacing(spacing);
    }

    @Override
    public Optional<VoxelSpacing> shared() {
      return Optional.of(spacing);
    }
  }

  /** That of the volume: of slices shifted by a tilted gantry, the distance of their planes. */
  record Native() implements GridSpacing {
    @Override
    public VoxelAxes on(VoxelAxes upright) {
      return upright;
    }

    @Override
    public Optional<VoxelSpacing> shared() {
      return Optional.empty();
    }
  }
}
