package org.nodulens.ct;

/** Distance between the centres of neighbouring columns (x), rows (y) and slices (z). */
public record VoxelSpacing(double xMm, double yMm, double zMm) {
  public VoxelSpacing {
    if (!(xMm > 0 && yMm > 0 && zMm > 0 && Double.isFinite(xMm + yMm + zMm))) {
      throw new IllegalArgumentException(
          "voxel spacing must be > 0 mm, got (" + xMm + ", " + yMm + ", " + zMm + ")");
    }
  }

  public static VoxelSpacing isotropic(double mm) {
    return new VoxelSpacing(mm, mm, mm);
  }
}
