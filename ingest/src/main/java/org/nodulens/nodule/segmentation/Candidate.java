package org.nodulens.nodule.segmentation;

import java.util.OptionalDouble;

/**
 * A region that could be the nodule, and how much it looks like one. All terms are free of units,
 * and the same for slices and volumes.
 *
 * @param voxels of the neighbourhood's grid
 * @param radiusMm of the disc or ball of its size
 * @param contrast how much denser it is than what is right outside, on average over its surface, as
 *     a share of the seed's contrast to lung
 * @param attachedFraction share of its surface beyond which soft tissue goes on
 * @param compactness that radius over its farthest point's distance from the centroid: 1 for a disc
 *     or ball
 * @param offCentre distance of seed and centroid, over that radius
 * @param density its mean above the lung's, as a share of the seed's contrast to lung
 */
record Candidate(
    VoxelList voxels,
    double radiusMm,
    double contrast,
    double attachedFraction,
    double compactness,
    double offCentre,
    double density) {
  /**
   * Chosen, not fitted: twice or half of what is expected costs as much as a fifth of compactness.
   */
  private static final double SIZE_WEIGHT = 0.3;

  /**
   * What a nodule has much of and a piece of wall or vessel has not. The weights are a
   * least-squares fit of the Dice coefficient with the readers' consensus, within each nodule, on
   * half of the patients of lidc-crops (those whose ID has a SHA-256 that begins with an even byte;
   * contours moved by a pixel, see datasets/README.md), rounded.
   */
  double score() {
    return 0.5 * contrast
        - 0.5 * attachedFraction
        + 1.0 * compactness
        - 0.22 * offCentre
        - 0.15 * density;
  }

  /** The score where a diameter is expected. */
  double score(OptionalDouble diameterMm) {
    return diameterMm.isEmpty()
        ? score()
        : score() - SIZE_WEIGHT * Math.abs(Math.log(2 * radiusMm / diameterMm.getAsDouble()));
  }
}
