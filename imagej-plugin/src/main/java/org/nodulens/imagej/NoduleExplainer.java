package org.nodulens.imagej;

import ij.ImagePlus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.HuCheck;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.segmentation.LungNearby;
import org.nodulens.nodule.segmentation.SegmentedNodule;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;

/** From a stack and a selection to what the model says, step by step as the command line does it. */
final class NoduleExplainer {
  private NoduleExplainer() {}

  /** One nodule, one task, one estimator. */
  static ExplainedNodule explain(
      ImagePlus image, NoduleSelection selection, ExplainOptions options, Progress progress)
      throws RefusedException, CancelledException {
    return explain(
            image, selection, options, List.of(options.task()), List.of(options.method()), progress)
        .get(0);
  }

  /** One nodule, several tasks and estimators: for each estimator, each task. */
  static List<ExplainedNodule> explain(
      ImagePlus image,
      NoduleSelection selection,
      ExplainOptions options,
      List<String> tasks,
      List<String> methods,
      Progress progress)
      throws RefusedException, CancelledException {
    progress.step("reading the stack");
    CtStack stack = CtStack.of(image, options.order());
    PatientPoint center = stack.point(selection);
    try {
      progress.step("looking for lung");
      List<String> doubts = new ArrayList<>(lungDoubts(stack, center));
      doubts.addAll(stackDoubts(stack));
      progress.step("outlining the nodule");
      SegmentedNodule segmented = SegmentedNodule.of(stack, nodule(center));
      doubts.addAll(segmented.nodule().flags());
      progress.step("loading the model");
      ScoringModels.Network network = options.models().forPatient(stack.patientId());
      progress.step("explaining");
      List<Task> ofNetwork = new ArrayList<>();
      for (String task : tasks) {
        ofNetwork.add(task(network, task));
      }
      List<ImportanceEstimator> estimators = new ArrayList<>();
      for (String method : methods) {
        estimators.add(ExplainOptions.estimator(method));
      }
      Explanation explanation =
          new Explainer(network.classifier())
              .explain(
                  around(stack, center, network.classifier().description()),
                  center, estimators, ofNetwork);
      progress.step("showing");
      List<ExplainedNodule> explained = new ArrayList<>();
      explanation
          .maps()
          .forEach(
              maps ->
                  explained.add(
                      new ExplainedNodule(
                          stack,
                          selection,
                          center,
                          segmented,
                          doubts,
                          new ExplainedNodule.Network(
                              options.model(),
                              network.name(),
                              network.classifier().description()),
                          maps.task().orElse(ofNetwork.get(0)),
                          explanation,
                          maps)));
      return explained;
    } catch (IOException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    }
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

  private static Nodule nodule(PatientPoint center) {
    return new Nodule(
        "selection", List.of(), center, OptionalDouble.empty(), Map.of(), List.of());
  }

  private static Task task(ScoringModels.Network network, String name) throws RefusedException {
    return network
        .classifier()
        .description()
        .task(name)
        .orElseThrow(() -> new RefusedException("the model has no task " + name));
  }

  /** What the model looks at, and no more. */
  static CtVolume around(CtStack stack, PatientPoint center, ModelDescription model)
      throws IOException {
    return stack.around(
        VolumeGeometry.centered(
            new GridSize(2, 2, 2),
            center,
            stack
                .geometry()
                .axes()
                .withSpacing(VoxelSpacing.isotropic(2 * model.reachMm()))));
  }
}
