package org.nodulens.ct;

/** A volume's HU at any place among its voxel centres. */
interface HuSampler {
  /**
   * HU within {@link Resampler#LOWEST_HU} and HIGHEST_HU; what is read is clamped to them first.
   *
   * @param place from the first voxel's centre to the last one's, along each axis
   */
  double at(VoxelPoint place);
}
