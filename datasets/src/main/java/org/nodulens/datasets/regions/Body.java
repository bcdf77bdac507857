package org.nodulens.datasets.regions;

import java.util.Set;
import org.nodulens.nodule.MaskOutline;

/**
 * A body that one object holds.
 *
 * @param id object, region and, where the region has several, number of the body: {@code 1:3.2}
 * @param object the object's number, from 1
 * @param flags doubts
 */
record Body(String id, int object, Region region, MaskOutline outline, Set<String> flags) {

  /**
   * Whether more than half of the larger one is common to both. Of bodies that share no voxel, at
   * most one is the same as another.
   */
  boolean isSameAs(Body other) {
    long larger = Math.max(outline.voxelCount(), other.outline.voxelCount());
    long smaller = Math.min(outline.voxelCount(), other.outline.voxelCount());
    return 2 * smaller > larger && 2 * outline.countInBoth(other.outline) > larger;
  }
}
