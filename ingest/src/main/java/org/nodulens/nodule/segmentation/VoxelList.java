package org.nodulens.nodule.segmentation;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Some of a grid's voxels, by number. */
final class VoxelList {
  private final int[] voxels;

  /** The first so many of an array, copied. */
  VoxelList(int[] voxels, int count) {
    this.voxels = Arrays.copyOf(voxels, count);
  }

  int size() {
    return voxels.length;
  }

  IntStream stream() {
    return Arrays.stream(voxels);
  }
}
