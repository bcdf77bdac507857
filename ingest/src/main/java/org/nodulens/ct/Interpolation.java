package org.nodulens.ct;

import java.util.Locale;

/** How a value between voxel centres comes from the voxels around it. */
public enum Interpolation {
  /** Trilinear: of the two voxels on either side along each axis. */
  LINEAR(1) {
    @Override
    HuSampler sampler(CtVolume source) {
      return new LinearSampler(source);
    }
  },
  /**
   * Tricubic by Keys' kernel with a = -1/2, which is that of Catmull and Rom: four voxels an axis.
   */
  CUBIC(2) {
    @Override
    HuSampler sampler(CtVolume source) {
      return new CubicSampler(source);
    }
  };

  private final int reach;

  Interpolation(int reach) {
    this.reach = reach;
  }

  /** How many voxels on either side, along each axis, a value depends on. */
  public int reach() {
    return reach;
  }

  /** The name on the command line and in files. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract HuSampler sampler(CtVolume source);
}
