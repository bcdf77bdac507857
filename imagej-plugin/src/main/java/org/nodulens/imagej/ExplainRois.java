package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.Counted;

/** Explain Selections from ROI Manager...: each ROI a nodule, all maps on one scale. */
final class ExplainRois {
  private ExplainRois() {}

  static void run(ImagePlus image) throws RefusedException, CancelledException, IOException {
    OptionForm form =
        ExplainOptions.form("Explain Selections", ExplainOptions.presetModel())
            .number("Opacity (%):", 0, 100, ExplainOptions.OPACITY_PERCENT)
            .number("Clipping (%):", 50, 100, ExplainOptions.CLIPPING_PERCENT);
    ListedRois.ask(form);
    if (!CtStack.knowsItsPlace(image)) {
      form.choice("Orientation:", StackOrder.texts(), StackOrder.UNKNOWN);
    }
    form.ask(changed -> {});
    explain(image, ListedRois.of(form), ExplainOptions.of(form));
  }

  private static void explain(ImagePlus image, List<Roi> rois, ExplainOptions options)
      throws RefusedException, CancelledException {
    List<ExplainedNodule> explained = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    try (Progress progress = Progress.ofNodules(rois.size())) {
      NoduleExplainer explainer = new NoduleExplainer(options.model(), progress);
      CtStack stack = progress.read(image, options.order());
      for (Roi roi : rois) {
        try {
          PlacedNodule placed =
              PlacedNodule.of(stack, NoduleSelection.ofListed(image, roi), progress);
          ExplainedNodule nodule =
              explainer.explainSlices(
                  placed,
                  NoduleExplainer.Asked.task(options.task(), options.method()),
                  soFar -> {});
          explained.add(nodule);
          ResultsRow.add(nodule);
        } catch (RefusedException | IOException e) {
          failed.add(roi.getName() + ": " + e.getMessage());
        }
      }
    } catch (CancelledException e) {
      throw new CancelledException(e, explained.size() + failed.size(), rois.size());
    } finally { // also of those that were done before Escape
      FinishedMaps.show(image, explained, options.opacity(), options.clippingPercent());
      failed.forEach(reason -> IJ.log("Nodulens, " + reason));
    }
    if (failed.size() == rois.size()) {
      throw new RefusedException("no selection could be explained; the first is " + failed.get(0));
    }
    IJ.showStatus(
        Counted.of(rois.size() - failed.size(), "nodule")
            + " explained, "
            + failed.size()
            + " not (see Log)");
  }
}
