package org.nodulens.cropset;

import java.util.OptionalDouble;
import org.nodulens.ct.VoxelSpacing;

/** Distances between a crop's voxel centres in mm, each as far as it is known. */
public record CropSpacing(OptionalDouble xMm, OptionalDouble yMm, OptionalDouble zMm) {

  public static CropSpacing of(VoxelSpacing spacing) {
    return new CropSpacing(
        OptionalDouble.of(spacing.xMm()),
        OptionalDouble.of(spacing.yMm()),
        OptionalDouble.of(spacing.zMm()));
  }

  /** A single slice: the distance to its neighbours is unknown. */
  public static CropSpacing inPlane(double pixelMm) {
    return new CropSpacing(
        OptionalDouble.of(pixelMm), OptionalDouble.of(pixelMm), OptionalDouble.empty());
  }
}
