package org.nodulens.imagej;

import ij.ImagePlus;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.ViewMap;
import org.nodulens.nodule.NoduleAnnotation;
import org.nodulens.nodule.Outline;
import org.nodulens.nodule.VoxelBox;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

/**
 * What is known of a nodule after it was explained.
 *
 * @param network which of the model's networks spoke, and what it says of itself
 * @param task as that network has it
 * @param maps of one estimator, raw
 */
record ExplainedNodule(
    PlacedNodule placed, Network network, Task task, Explanation explanation, MethodMaps maps) {

  /**
   * One of a model's networks.
   *
   * @param model as the user knows it
   * @param name final, fold-0 ...
   */
  record Network(String model, String name, ModelDescription description) {}

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
    return placed.segmented().nodule().annotations().stream()
        .findFirst()
        .map(NoduleAnnotation::outline);
  }

  /** The view whose plane is most nearly that of the stack's slices. */
  ViewMap viewInSlices() {
    PatientVector normal = stack().geometry().axes().slice().unit();
    ViewMap best = maps.views().get(0);
    double nearest = -1;
    for (ViewMap view : maps.views()) {
      double cosine = Math.abs(view.plane().axes().slice().unit().dot(normal));
      if (cosine > nearest) {
        best = view;
        nearest = cosine;
      }
    }
    return best;
  }

  /** Whether {@link #viewInSlices} lies in the stack's slices, so that it can be laid over them. */
  boolean hasViewInSlices() {
    PatientVector normal = stack().geometry().axes().slice().unit();
    return Math.abs(viewInSlices().plane().axes().slice().unit().dot(normal)) > 0.98;
  }

  /** The slices that the nodule spans, by its outline, and the one it was marked on. */
  List<Integer> slices() {
    int marked = stack().slice(selection().stackSlice());
    Optional<VoxelBox> box = outline().flatMap(Outline::bounds);
    int first = box.map(bounds -> Math.min(marked, bounds.first().slice())).orElse(marked);
    int last = box.map(bounds -> Math.max(marked, bounds.last().slice())).orElse(marked);
    return IntStream.rangeClosed(first, last).boxed().toList();
  }
}
