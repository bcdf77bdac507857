package org.nodulens.nodule.segmentation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.VoxelBox;

/**
 * How far a nodule may reach, and how large it is expected to be.
 *
 * @param radiusMm from the seed
 * @param diameterMm what is expected: of masks that are as good otherwise the nearest is taken
 * @param box of the scan's voxels, outside of which nothing is the nodule
 */
public record GrowthBound(double radiusMm, OptionalDouble diameterMm, Optional<VoxelBox> box) {
  /** Beyond 30 mm across it is a mass, no nodule (Fleischner Society's glossary, Hansell 2008). */
  private static final double NODULE_RADIUS_MM = 25;

  /** Larger tumours are cut off there. */
  private static final double FARTHEST_MM = 80;

  /**
   * A nodule reaches farther to one side than half of its diameter; seeds are not quite central.
   */
  private static final double LEEWAY = 1.3;

  private static final double LEEWAY_MM = 2;

  public GrowthBound {
    if (!(radiusMm > 0 && radiusMm <= FARTHEST_MM)) {
      throw new IllegalArgumentException(
          "a nodule reaches above 0 and up to " + FARTHEST_MM + " mm, got " + radiusMm);
    }
  }

  /** Nothing is known: 25 mm to each side. */
  public static GrowthBound ofAnyNodule() {
    return new GrowthBound(NODULE_RADIUS_MM, OptionalDouble.empty(), Optional.empty());
  }

  /** What a nodule of this diameter can reach, with some leeway. */
  public static GrowthBound ofDiameter(double diameterMm) {
    if (!(diameterMm > 0)) {
      throw new IllegalArgumentException("a diameter is > 0 mm, got " + diameterMm);
    }
    double radiusMm = diameterMm / 2 * LEEWAY + LEEWAY_MM;
    return new GrowthBound(
        Math.min(FARTHEST_MM, radiusMm), OptionalDouble.of(diameterMm), Optional.empty());
  }

  /** Nothing outside the box, which the nodule is expected to fill from side to side. */
  public static GrowthBound ofBox(VoxelBox box, VoxelSpacing spacing) {
    double acrossMm = (box.columns() * spacing.xMm() + box.rows() * spacing.yMm()) / 2;
    return new GrowthBound(FARTHEST_MM, OptionalDouble.of(acrossMm), Optional.of(box));
  }

  /** How far from the seed anything allowed can lie. */
  double reachMm(VolumeGeometry geometry, VoxelIndex seed) {
    if (box.isEmpty()) {
      return radiusMm;
    }
    VoxelSpacing spacing = geometry.spacing();
    VoxelIndex first = box.get().first();
    VoxelIndex last = box.get().last();
    double x = farthest(first.column(), last.column(), seed.column()) * spacing.xMm();
    double y = farthest(first.row(), last.row(), seed.row()) * spacing.yMm();
    double z = farthest(first.slice(), last.slice(), seed.slice()) * spacing.zMm();
    double corner = Math.sqrt(x * x + y * y + z * z) + spacing.xMm();
    return Math.min(radiusMm, corner);
  }

  private static double farthest(int first, int last, int seed) {
    return Math.max(Math.abs((double) first - seed), Math.abs((double) last - seed));
  }
}
