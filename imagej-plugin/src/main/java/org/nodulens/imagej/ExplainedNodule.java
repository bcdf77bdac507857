package org.nodulens.imagej;

import ij.ImagePlus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.ViewMap;
import org.nodulens.nodule.Outline;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

/**
 * What is known of a nodule after it was explained.
 *
 * @param network which of the model's networks spoke, and what it says of itself
 * @param task as that network has it
 * @param explanation of the nodule as it was marked
 * @param maps of one estimator, raw, of the nodule as it was marked
 * @param slices maps of the stack's slices, the marked one among them, in ascending order; empty
 *     where no view of the model lies in the stack's slices
 */
record ExplainedNodule(
    PlacedNodule placed,
    Network network,
    Task task,
    Explanation explanation,
    MethodMaps maps,
    List<SliceMap> slices) {

  /** A view's plane and the stack's slices are parallel, or so nearly that no one sees it. */
  private static final double LEAST_COSINE = 0.98;

  /**
   * One of a model's networks.
   *
   * @param model as the user knows it
   * @param name final, fold-0 ...
   */
  record Network(String model, String name, ModelDescription description) {}

  ExplainedNodule {
    slices = slices.stream().sorted(Comparator.comparingInt(SliceMap::slice)).toList();
  }

  /** As it was marked; only the marked slice has a map. */
  static ExplainedNodule asMarked(
      PlacedNodule placed, Network network, Task task, Explanation explanation, MethodMaps maps) {
    List<SliceMap> marked =
        inSlices(placed.stack(), maps).stream()
            .map(view -> new SliceMap(placed.slice(), explanation.prediction(task), view))
            .toList();
    return new ExplainedNodule(placed, network, task, explanation, maps, marked);
  }

  /** With the map of another slice, by the same estimator, for the same task. */
  ExplainedNodule with(int slice, Explanation ofSlice, MethodMaps mapsOfSlice) {
    List<SliceMap> more = new ArrayList<>(slices);
    inSlices(stack(), mapsOfSlice)
        .ifPresent(view -> more.add(new SliceMap(slice, ofSlice.prediction(task), view)));
    return new ExplainedNodule(placed, network, task, explanation, maps, more);
  }

  ImagePlus image() {
    return stack().image();
  }

  CtStack stack() {
    return placed.stack();
  }

  NoduleSelection selection() {
    return placed.selection();
  }

  PatientPoint center() {
    return placed.center();
  }

  Prediction prediction() {
    return explanation.prediction(task);
  }

  /** The outline that was computed; empty where the segmentation failed. */
  Optional<Outline> outline() {
    return placed.outline();
  }

  /** The view of the marked nodule whose plane is most nearly that of the stack's slices. */
  ViewMap viewInSlices() {
    return nearest(stack(), maps);
  }

  /** Whether {@link #viewInSlices} lies in the stack's slices, so that it can be laid over them. */
  boolean hasViewInSlices() {
    return inSlices(stack(), maps).isPresent();
  }

  /** What a slice of the volume has of its own. */
  Optional<SliceMap> slice(int slice) {
    return slices.stream().filter(map -> map.slice() == slice).findFirst();
  }

  /** All that share a scale when they are shown: the slices' maps, or else the view's. */
  List<ImportanceMap> shownMaps() {
    return slices.isEmpty()
        ? List.of(viewInSlices().map())
        : slices.stream().map(slice -> slice.view().map()).toList();
  }

  private static Optional<ViewMap> inSlices(CtStack stack, MethodMaps maps) {
    return Optional.of(nearest(stack, maps)).filter(view -> cosine(stack, view) > LEAST_COSINE);
  }

  private static ViewMap nearest(CtStack stack, MethodMaps maps) {
    return maps.views().stream()
        .max(Comparator.comparingDouble(view -> cosine(stack, view)))
        .orElseThrow();
  }

  private static double cosine(CtStack stack, ViewMap view) {
    PatientVector normal = stack.geometry().axes().slice().unit();
    return Math.abs(view.plane().axes().slice().unit().dot(normal));
  }
}
