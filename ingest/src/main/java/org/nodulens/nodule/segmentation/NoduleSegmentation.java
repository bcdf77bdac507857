package org.nodulens.nodule.segmentation;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.nodule.MaskOutline;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Doubt;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Failed;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Reason;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Segmented;

/**
 * Finds the nodule around a point: threshold half-way between seed and lung ({@link Levels}),
 * regions of many sizes and openings ({@link CandidateSearch}), the one that looks most like a
 * nodule ({@link Candidate#score}). Works on volumes of any spacing and on a single slice, gives
 * the same for the same input, and says where it fails. It reads only the slices within reach.
 */
public final class NoduleSegmentation {
  /** Less than that above lung is noise, or a vessel's end. */
  private static final double LEAST_CONTRAST_HU = 90;

  /** A mask that is cut off along more of its surface than that is part of something larger. */
  private static final double MOST_ATTACHED = 0.65;

  private static final double MUCH_ATTACHED = 0.4;

  /**
   * Below that one mask in seven had a Dice coefficient under 0.5 with the readers; above, one in
   * 40.
   */
  private static final double CERTAIN_SCORE = 0.5;

  /** Soft tissue, blurred by the nodule's edge, is denser on average. */
  private static final double SOLID_HU = -350;

  private static final int FEWEST_VOXELS = 3;

  private final ScanPart part;
  private final Neighbourhood hood;

  private NoduleSegmentation(ScanPart part, Neighbourhood hood) {
    this.part = part;
    this.hood = hood;
  }

  /**
   * Segments one nodule.
   *
   * @throws IllegalArgumentException if the seed lies outside the volume
   */
  public static SegmentationOutcome of(SliceSource source, PatientPoint seed, GrowthBound bound)
      throws IOException {
    VolumeGeometry geometry = source.geometry();
    if (!geometry.contains(seed)) {
      throw new IllegalArgumentException("seed " + seed + " lies outside the volume");
    }
    VoxelIndex voxel = within(geometry.size(), geometry.nearestVoxel(seed));
    double reachMm = bound.reachMm(geometry, voxel);
    double lookedAtMm = Math.max(reachMm, Levels.LUNG_REACH_MM);
    int reach = Neighbourhood.reachedVoxels(lookedAtMm, geometry.spacing().zMm());
    int first = Math.max(0, voxel.slice() - reach);
    int last = Math.min(geometry.size().slices() - 1, voxel.slice() + reach);
    ScanPart part = new ScanPart(source.slices(first, last - first + 1), first, geometry.size());
    return new NoduleSegmentation(part, Neighbourhood.of(part, voxel, lookedAtMm))
        .segment(bound, reachMm);
  }

  /** A point in the outer half of a border voxel may be rounded outwards. */
  private static VoxelIndex within(GridSize size, VoxelIndex voxel) {
    return new VoxelIndex(
        Math.min(size.columns() - 1, Math.max(0, voxel.column())),
        Math.min(size.rows() - 1, Math.max(0, voxel.row())),
        Math.min(size.slices() - 1, Math.max(0, voxel.slice())));
  }

  private SegmentationOutcome segment(GrowthBound bound, double reachMm) {
    Levels levels = Levels.of(hood);
    if (levels.contrastHu() < LEAST_CONTRAST_HU) {
      return new Failed(Reason.NO_NODULE_AT_POINT);
    }
    CandidateSearch search = new CandidateSearch(hood, levels, allowed(bound));
    Optional<Candidate> found = search.best(reachMm, bound.diameterMm());
    if (found.isEmpty()) {
      return new Failed(Reason.NO_NODULE_AT_POINT);
    }
    Candidate nodule = found.get();
    if (nodule.voxels().size() < FEWEST_VOXELS) {
      return new Failed(Reason.TOO_SMALL);
    }
    if (nodule.attachedFraction() > MOST_ATTACHED) {
      return new Failed(Reason.LEAKS_TO_WALL);
    }
    MaskOutline mask = MaskOutline.of(nodule.voxels().stream().mapToObj(hood::inScan).toList());
    MaskMeasures measures = MaskMeasures.of(part, mask).orElseThrow();
    return new Segmented(mask, measures, doubts(nodule, measures));
  }

  private boolean[] allowed(GrowthBound bound) {
    boolean[] allowed = new boolean[hood.grid().voxels()];
    Arrays.fill(allowed, bound.box().isEmpty());
    for (int at = 0; at < allowed.length && bound.box().isPresent(); at++) {
      allowed[at] = bound.box().get().holds(hood.inScan(at));
    }
    return allowed;
  }

  private Set<Doubt> doubts(Candidate nodule, MaskMeasures measures) {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    if (measures.meanHu().orElse(0) < SOLID_HU) {
      doubts.add(Doubt.SUBSOLID);
    }
    if (nodule.attachedFraction() > MUCH_ATTACHED) {
      doubts.add(Doubt.ATTACHED);
    }
    if (nodule.score() < CERTAIN_SCORE) {
      doubts.add(Doubt.UNCERTAIN);
    }
    if (nodule.voxels().stream().mapToObj(hood::inScan).anyMatch(part::isAtBorder)) {
      doubts.add(Doubt.TOUCHES_BORDER);
    }
    return doubts;
  }
}
