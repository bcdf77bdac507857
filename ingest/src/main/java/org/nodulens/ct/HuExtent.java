package org.nodulens.ct;

/**
 * What values a volume holds, padding apart.
 *
 * @param lowestHu above {@code highestHu} if all is padding
 * @param padding voxels that are padding
 */
public record HuExtent(int lowestHu, int highestHu, long padding) {

  public static HuExtent of(CtVolume volume) {
    int lowest = Short.MAX_VALUE;
    int highest = Short.MIN_VALUE;
    long padding = 0;
    for (int k = 0; k < volume.geometry().size().slices(); k++) {
      for (short hu : volume.slice(k)) {
        if (hu == CtVolume.PADDING_HU) {
          padding++;
        } else {
          lowest = Math.min(lowest, hu);
          highest = Math.max(highest, hu);
        }
      }
    }
    return new HuExtent(lowest, highest, padding);
  }

  /** Whether there is a voxel that is no padding. */
  public boolean isAny() {
    return lowestHu <= highestHu;
  }
}
