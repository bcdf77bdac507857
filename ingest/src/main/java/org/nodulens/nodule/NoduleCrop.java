package org.nodulens.nodule;

import org.nodulens.ct.VolumeGeometry;

/** A nodule's surroundings on a grid of their own. Its arrays are not copied: read only. */
public final class NoduleCrop {
  private final VolumeGeometry geometry;
  private final short[] hu;
  private final byte[] mask;
  private final double paddedFraction;

  NoduleCrop(VolumeGeometry geometry, short[] hu, byte[] mask, double paddedFraction) {
    this.geometry = geometry;
    this.hu = hu;
    this.mask = mask;
    this.paddedFraction = paddedFraction;
  }

  public VolumeGeometry geometry() {
    return geometry;
  }

  /** (slices, rows, columns), C order. */
  public short[] hu() {
    return hu;
  }

  /** Alike: how many readers' outlines hold the voxel. */
  public byte[] mask() {
    return mask;
  }

  /** Share of voxels, 0 to 1, that the scan did not fill. */
  public double paddedFraction() {
    return paddedFraction;
  }
}
