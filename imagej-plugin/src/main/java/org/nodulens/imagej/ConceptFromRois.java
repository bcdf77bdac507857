package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nodulens.explain.ConceptVector;
import org.nodulens.explain.Methods;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.ScoringModels;

/** Concept from ROIs...: what nodules have in common, and where another one shows it. */
final class ConceptFromRois {
  private static final String NAME = "[a-z0-9_]{1,40}";

  private ConceptFromRois() {}

  static void run(ImagePlus image) throws RefusedException, CancelledException, IOException {
    NoduleSelection selection = NoduleSelection.of(image);
    String model = ExplainOptions.presetModel();
    OptionForm form =
        new OptionForm("Concept from ROIs")
            .note("The mean embedding of the ROI Manager's nodules, mapped on the selected one")
            .text("Model:", model)
            .text("Name:", "concept")
            .choice("Estimator:", Methods.ids(), "cdam")
            .number("Opacity (%):", 0, 100, ExplainOptions.OPACITY_PERCENT)
            .number("Clipping (%):", 50, 100, ExplainOptions.CLIPPING_PERCENT);
    ListedRois.ask(form);
    if (!CtStack.knowsItsPlace(image)) {
      form.choice("Orientation:", StackOrder.texts(), StackOrder.UNKNOWN);
    }
    form.ask(changed -> {});
    String name = form.text("name");
    if (!name.matches(NAME)) {
      throw new RefusedException(
          "a concept's name is made of a-z, 0-9 and _, got \"" + name + "\"");
    }
    List<Roi> rois = ListedRois.of(form);
    try (Progress progress = Progress.ofNodules(rois.size() + 1)) {
      NoduleExplainer explainer = new NoduleExplainer(form.text("model"), progress);
      CtStack stack = progress.read(image, ExplainOptions.order(form));
      List<PlacedNodule> examples = new ArrayList<>();
      for (Roi roi : rois) {
        examples.add(PlacedNodule.of(stack, NoduleSelection.ofListed(image, roi), progress));
      }
      ConceptVector concept = ConceptVector.of(name, meanEmbedding(explainer, examples, progress));
      PlacedNodule nodule = PlacedNodule.of(stack, selection, progress);
      ExplainedNodule explained =
          explainer.explainSlices(
              nodule, NoduleExplainer.Asked.concept(concept, form.text("estimator")), soFar -> {});
      FinishedMaps.show(
          image, List.of(explained), form.number("opacity") / 100, form.number("clipping"));
      ResultsRow.add(explained);
      IJ.showStatus(
          String.format(
              Locale.ROOT, "%s %.3f (inner product)", name, explained.prediction().value()));
    }
  }

  private static float[] meanEmbedding(
      NoduleExplainer explainer, List<PlacedNodule> nodules, Progress progress)
      throws RefusedException, CancelledException, IOException {
    float[] mean = new float[0];
    for (PlacedNodule nodule : nodules) {
      progress.step("embedding");
      ScoringModels.Network network = explainer.network(nodule);
      NoduleClassifier classifier = network.classifier();
      float[] embedding =
          NoduleClassifier.embedding(
              classifier.passes(nodule.seenBy(classifier.description()), nodule.center()));
      if (mean.length == 0) {
        mean = new float[embedding.length];
      }
      for (int i = 0; i < mean.length; i++) {
        mean[i] += embedding[i] / nodules.size();
      }
    }
    return mean;
  }
}
