package org.nodulens.imagej;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.HuCheck;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.NoduleAnnotation;
import org.nodulens.nodule.Outline;
import org.nodulens.nodule.VoxelBox;
import org.nodulens.nodule.segmentation.LungNearby;
import org.nodulens.nodule.segmentation.SegmentedNodule;
import org.nodulens.vit.ModelDescription;

/**
 * A nodule in a stack, before any model has seen it.
 *
 * @param doubts about the place, the stack's values and the outline
 */
record PlacedNodule(
    CtStack stack,
    NoduleSelection selection,
    PatientPoint center,
    SegmentedNodule segmented,
    List<String> doubts) {
  /** How many steps {@link #of} reports. */
  static final int STEPS = 2;

  /** Finds a selected nodule's place and outline. */
  static PlacedNodule of(CtStack stack, NoduleSelection selection, Progress progress)
      throws RefusedException, CancelledException, IOException {
    PatientPoint center = stack.point(selection);
    progress.step("looking for lung");
    List<String> doubts = new ArrayList<>(lungDoubts(stack, center));
    doubts.addAll(stackDoubts(stack));
    progress.step("outlining the nodule");
    Nodule bare =
        new Nodule("selection", List.of(), center, OptionalDouble.empty(), Map.of(), List.of());
    SegmentedNodule segmented = SegmentedNodule.of(stack, bare);
    segmented.nodule().flags().stream()
        .filter(flag -> !flag.equals(SegmentedNodule.FROM_SEGMENTATION))
        .forEach(doubts::add);
    return new PlacedNodule(stack, selection, center, segmented, List.copyOf(doubts));
  }

  /** A doubt where it is far, as in the middle of a large tumour; refused where there is none. */
  private static List<String> lungDoubts(CtStack stack, PatientPoint center)
      throws IOException, RefusedException {
    if (LungNearby.of(stack, center, LungNearby.OF_NODULE_MM).isPresent()) {
      return List.of();
    }
    if (LungNearby.of(stack, center, LungNearby.OF_TUMOUR_MM).isPresent()) {
      return List.of("no-lung-nearby");
    }
    throw new RefusedException(
        String.format(
            "the selection is not in the lung: nothing within %.0f mm has the density of lung"
                + " (-950 to -600 HU)",
            LungNearby.OF_TUMOUR_MM));
  }

  private static List<String> stackDoubts(CtStack stack) throws IOException, RefusedException {
    List<String> doubts = new ArrayList<>();
    HuCheck check = HuCheck.of(stack);
    if (check.fault().isPresent()) {
      if (!stack.isPlaced()) {
        throw new RefusedException(
            "the stack's values cannot be Hounsfield units: " + check.fault().get());
      }
      doubts.add("implausible-hu");
    }
    if (!stack.isPlaced()) {
      doubts.add("position-in-stack");
    }
    return doubts;
  }

  /** The outline that was computed; empty where the segmentation failed. */
  Optional<Outline> outline() {
    return segmented.nodule().annotations().stream().findFirst().map(NoduleAnnotation::outline);
  }

  /** The slice of the volume that it was marked on, from 0. */
  int slice() {
    return stack.slice(selection.stackSlice());
  }

  /**
   * The slices of the volume that the nodule spans, by its outline, and the one it was marked on.
   */
  List<Integer> slices() {
    int marked = slice();
    Optional<VoxelBox> box = outline().flatMap(Outline::bounds);
    int first = box.map(bounds -> Math.min(marked, bounds.first().slice())).orElse(marked);
    int last = box.map(bounds -> Math.max(marked, bounds.last().slice())).orElse(marked);
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  /** The point of a slice that lies straight above or below the marked one. */
  PatientPoint pointIn(int slice) {
    return stack.geometry().toPatient(new VoxelPoint(selection.column(), selection.row(), slice));
  }

  /** What a model looks at around the marked point, and no more. */
  CtVolume seenBy(ModelDescription model) throws IOException {
    return stack.around(grid(model, center, 1));
  }

  /** What a model looks at around the points of all slices that the nodule spans. */
  CtVolume seenInSlicesBy(ModelDescription model) throws IOException {
    List<Integer> slices = slices();
    PatientPoint first = pointIn(slices.get(0));
    PatientPoint last = pointIn(slices.get(slices.size() - 1));
    double reaches = 1 + first.minus(last).lengthMm() / (2 * model.reachMm());
    return stack.around(grid(model, first.plus(last.minus(first).times(0.5)), reaches));
  }

  /** Eight points so many reaches from a middle. */
  private VolumeGeometry grid(ModelDescription model, PatientPoint middle, double reaches) {
    return VolumeGeometry.centered(
        new GridSize(2, 2, 2),
        middle,
        stack.geometry().axes().withSpacing(VoxelSpacing.isotropic(2 * model.reachMm() * reaches)));
  }
}
