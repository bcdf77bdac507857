package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.overlay.Heatmap;

/** Explain Selections from ROI Manager...: each ROI a nodule, each nodule on its own scale. */
final class ExplainRois {
  private ExplainRois() {}

  static void run(ImagePlus image) throws RefusedException, CancelledException {
    Roi[] rois = rois();
    OptionForm form =
        ExplainOptions.form("Explain Selections", ExplainOptions.presetModel())
            .number("Opacity (%):", 0, 100, ExplainOptions.OPACITY_PERCENT)
            .number("Clipping (%):", 50, 100, ExplainOptions.CLIPPING_PERCENT);
    if (!CtStack.knowsItsPlace(image)) {
      form.choice("Orientation:", StackOrder.texts(), StackOrder.UNKNOWN);
    }
    form.ask(changed -> {});
    explain(image, rois, ExplainOptions.of(form));
  }

  /** Those of the ROI Manager. */
  static Roi[] rois() throws RefusedException {
    RoiManager manager = RoiManager.getInstance2();
    if (manager == null || manager.getCount() == 0) {
      throw new RefusedException(
          "the ROI Manager is empty: mark each nodule and add it (Edit > Selection > Add to"
              + " Manager)");
    }
    return manager.getRoisAsArray();
  }

  private static void explain(ImagePlus image, Roi[] rois, ExplainOptions options)
      throws RefusedException, CancelledException {
    Overlay overlay = MapOverlay.others(image);
    List<String> failed = new ArrayList<>();
    try (Progress progress = Progress.ofNodules(rois.length)) {
      NoduleExplainer explainer = new NoduleExplainer(options.model(), progress);
      for (Roi roi : rois) {
        try {
          PlacedNodule placed =
              PlacedNodule.of(image, NoduleSelection.of(image, roi), options.order(), progress);
          ExplainedNodule nodule = explainer.explain(placed, options.task(), options.method());
          Heatmap heat = MapOverlay.heat(nodule, options.clippingPercent());
          MapOverlay.add(overlay, nodule, options.opacity(), heat);
          MapReadout.attach(nodule);
          ResultsRow.add(nodule);
        } catch (RefusedException | IOException e) {
          failed.add(roi.getName() + ": " + e.getMessage());
        }
      }
    } finally {
      image.setOverlay(overlay); // of those that were done before Escape
    }
    failed.forEach(reason -> IJ.log("Nodulens, " + reason));
    if (failed.size() == rois.length) {
      throw new RefusedException("no selection could be explained; the first is " + failed.get(0));
    }
    IJ.showStatus(
        (rois.length - failed.size()) + " nodules explained, " + failed.size() + " not (see Log)");
  }
}
