package org.nodulens.nodule.segmentation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.nodule.BoxOutline;
import org.nodulens.nodule.ConsensusMask;
import org.nodulens.nodule.MaskOutline;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.NoduleAnnotation;
import org.nodulens.nodule.NoduleAnnotation.Origin;
import org.nodulens.nodule.Outline;
import org.nodulens.nodule.OutlineAgreement;
import org.nodulens.nodule.VoxelBox;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Doubt;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Failed;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Segmented;

/**
 * A nodule with an outline, and what was measured on it.
 *
 * @param measures of the computed mask, or of the readers' consensus; empty where there is no
 *     outline but a box
 */
public record SegmentedNodule(Nodule nodule, Optional<MaskMeasures> measures) {
  /** A flag that a nodule comes with: it may be none, and no mask is to be computed. */
  public static final String NOT_SOUGHT = "no-mask";

  /** The mask was computed. */
  public static final String FROM_SEGMENTATION = "mask-from-segmentation";

  /** It could not be; the reason is a flag too. */
  public static final String FAILED = "segmentation-failed";

  /** Nodules are at most 30 mm wide and boxes have a margin: larger tumours are not tried. */
  private static final double WIDEST_BOX_MM = 40;

  private static final String FROM_BOX = "mask-from-box";

  /**
   * Gives a nodule what it lacks.
   *
   * <ul>
   *   <li>A bare point: the mask around it, an annotation of no reader. Its long axis becomes the
   *       diameter where none is known; a known one bounds the search.
   *   <li>Boxes only: the mask within them takes their place; reader, ratings and diameter stay.
   *       Where it is in doubt, or they are wider than 40 mm, they stay.
   *   <li>What has the flag {@link #NOT_SOUGHT} stays as it is.
   *   <li>Readers' outlines stay as they are; their consensus is measured.
   * </ul>
   *
   * @throws IllegalArgumentException if the nodule's centre lies outside the volume
   */
  public static SegmentedNodule of(SliceSource source, Nodule nodule) throws IOException {
    if (nodule.flags().contains(NOT_SOUGHT)) {
      return new SegmentedNodule(nodule, Optional.empty());
    }
    List<Outline> outlines = nodule.annotations().stream().map(NoduleAnnotation::outline).toList();
    if (!outlines.stream().allMatch(BoxOutline.class::isInstance)) {
      return new SegmentedNodule(nodule, consensus(source, outlines));
    }
    Optional<VoxelBox> box =
        outlines.stream().flatMap(outline -> outline.bounds().stream()).reduce(VoxelBox::union);
    if (box.isPresent()) {
      return inBox(source, box.get())
          .map(segmented -> found(nodule, segmented))
          .orElseGet(() -> new SegmentedNodule(nodule, Optional.empty()));
    }
    SegmentationOutcome outcome = NoduleSegmentation.of(source, nodule.center(), ofPoint(nodule));
    if (outcome instanceof Segmented segmented) {
      return found(nodule, segmented);
    }
    List<String> flags = new ArrayList<>(nodule.flags());
    flags.add(FAILED);
    flags.add(((Failed) outcome).reason().code());
    return new SegmentedNodule(nodule.withFlags(flags), Optional.empty());
  }

  /** How far the readers' outlines agree, pair by pair; empty for fewer than two. */
  public OptionalDouble outlineDice() {
    if (nodule.flags().contains(FROM_SEGMENTATION)) {
      return OptionalDouble.empty();
    }
    return OutlineAgreement.meanPairwiseDice(
        nodule.annotations().stream()
            .filter(annotation -> annotation.origin() == Origin.READER)
            .map(NoduleAnnotation::outline)
            .filter(outline -> !(outline instanceof BoxOutline))
            .toList());
  }

  /** Empty where the box is too wide, or the mask in it is in doubt. */
  private static Optional<Segmented> inBox(SliceSource source, VoxelBox box) throws IOException {
    VolumeGeometry geometry = source.geometry();
    if (Math.max(box.columns() * geometry.spacing().xMm(), box.rows() * geometry.spacing().yMm())
        > WIDEST_BOX_MM) {
      return Optional.empty();
    }
    Optional<VoxelIndex> seed = BoxSeed.of(source, box);
    if (seed.isEmpty()) {
      return Optional.empty();
    }
    VoxelIndex at = seed.get();
    PatientPoint point = geometry.toPatient(new VoxelPoint(at.column(), at.row(), at.slice()));
    GrowthBound bound = GrowthBound.ofBox(box, geometry.spacing());
    return NoduleSegmentation.of(source, point, bound) instanceof Segmented segmented
            && isBeyondDoubt(segmented)
        ? Optional.of(segmented)
        : Optional.empty();
  }

  /** A reader's box is better than a doubtful mask. */
  private static boolean isBeyondDoubt(Segmented segmented) {
    return !segmented.doubts().contains(Doubt.ATTACHED)
        && !segmented.doubts().contains(Doubt.UNCERTAIN);
  }

  private static GrowthBound ofPoint(Nodule nodule) {
    double diameterMm = nodule.diameterMm().orElse(0);
    return diameterMm > 0 ? GrowthBound.ofDiameter(diameterMm) : GrowthBound.ofAnyNodule();
  }

  private static SegmentedNodule found(Nodule nodule, Segmented segmented) {
    List<NoduleAnnotation> annotations = new ArrayList<>();
    for (NoduleAnnotation box : nodule.annotations()) {
      annotations.add(new NoduleAnnotation(segmented.mask(), box.ratings(), box.origin()));
    }
    if (annotations.isEmpty()) {
      annotations.add(new NoduleAnnotation(segmented.mask(), Map.of(), Origin.COMPUTED));
    }
    OptionalDouble diameterMm =
        nodule.diameterMm().orElse(0) > 0
            ? nodule.diameterMm()
            : OptionalDouble.of(segmented.measures().longAxisMm());
    List<String> flags = new ArrayList<>(nodule.flags());
    flags.remove(FROM_BOX);
    flags.add(FROM_SEGMENTATION);
    segmented.doubts().stream().sorted().map(Doubt::code).forEach(flags::add);
    return new SegmentedNodule(
        nodule.with(annotations, diameterMm).withFlags(flags), Optional.of(segmented.measures()));
  }

  private static Optional<MaskMeasures> consensus(SliceSource source, List<Outline> outlines)
      throws IOException {
    Optional<MaskOutline> consensus = ConsensusMask.atHalf(outlines).outline();
    return consensus.isEmpty() ? Optional.empty() : MaskMeasures.of(source, consensus.get());
  }
}
