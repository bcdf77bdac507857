package org.nodulens.ct;

/**
 * Hounsfield units on another grid. Holds an array that it does not copy: read only.
 *
 * @see Resampler
 */
public final class Resampled {
  private final VolumeGeometry geometry;
  private final float[] hu;
  private final double paddedFraction;

  Resampled(VolumeGeometry geometry, float[] hu, double paddedFraction) {
    this.geometry = geometry;
    this.hu = hu;
    this.paddedFraction = paddedFraction;
  }

  public VolumeGeometry geometry() {
    return geometry;
  }

  /** (slices, rows, columns), C order, HU within {@link Resampler#LOWEST_HU} and HIGHEST_HU. */
  public float[] hu() {
    return hu;
  }

  /** Share of the grid's voxels, 0 to 1, that lay outside the source or on its padding. */
  public double paddedFraction() {
    return paddedFraction;
  }
}
