package org.nodulens.cropset;

import java.util.List;

/**
 * What a crop set says about a crop, apart from its place in the shards.
 *
 * @param cropId unique in the set
 * @param paddedFraction share of voxels, 0 to 1, that no scan filled
 * @param flags doubts about what was kept
 */
public record CropDescription(
    String cropId,
    CropOrigin origin,
    CropGeometry geometry,
    NoduleFacts nodule,
    double paddedFraction,
    List<String> flags) {

  public CropDescription {
    if (cropId.isEmpty()) {
      throw new IllegalArgumentException("a crop needs an id");
    }
    if (!(paddedFraction >= 0 && paddedFraction <= 1)) {
      throw new IllegalArgumentException("padded fraction must be 0 to 1, got " + paddedFraction);
    }
    flags = List.copyOf(flags);
  }
}
