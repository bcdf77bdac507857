package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.gui.PointRoi;
import ij.gui.Roi;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explain Nodule...: what the model says of the selected nodule, and why. */
final class ExplainNodule {
  static final String TITLE = "Explain Nodule";

  private ExplainNodule() {}

  static void run(ImagePlus image) throws RefusedException, CancelledException, IOException {
    NoduleSelection selection = NoduleSelection.of(image);
    String model = ExplainOptions.presetModel();
    OptionForm form = ExplainOptions.form(TITLE, model);
    form.number("Opacity (%):", 0, 100, ExplainOptions.OPACITY_PERCENT)
        .number("Clipping (%):", 50, 100, ExplainOptions.CLIPPING_PERCENT)
        .flag("Outline of the nodule", true)
        .flag("Show while choosing", true);
    if (!CtStack.knowsItsPlace(image)) {
      form.choice("Orientation:", StackOrder.texts(), StackOrder.UNKNOWN);
    }
    boolean onScreen = Macro.getOptions() == null && !GraphicsEnvironment.isHeadless();
    try (Preview preview = new Preview(image, selection)) {
      try {
        if (onScreen) {
          preview.show(form.presets());
        }
        form.ask(preview::show);
      } catch (CancelledException e) {
        preview.abandon();
        throw e;
      }
      preview.accept();
      ExplainOptions options = ExplainOptions.of(form);
      show(finish(preview, options), options);
    }
  }

  private static ExplainedNodule finish(Preview preview, ExplainOptions options)
      throws RefusedException, CancelledException, IOException {
    try {
      return preview.explained(options);
    } catch (RefusedException | CancelledException | IOException e) {
      preview.abandon(); // half a nodule's maps are none
      throw e;
    }
  }

  private static void show(ExplainedNodule nodule, ExplainOptions options) {
    FinishedMaps.show(
        nodule.image(), List.of(nodule), options.opacity(), options.clippingPercent());
    ResultsRow.add(nodule);
    IJ.showStatus(ResultsRow.text(nodule));
    if (options.outline() && isBare(nodule.image().getRoi())) {
      NoduleOutline.of(nodule).ifPresent(outline -> nodule.image().setRoi(outline));
    }
  }

  /** A mark, and no outline that somebody drew or corrected. */
  private static boolean isBare(@Nullable Roi marked) {
    return marked instanceof PointRoi
        || (marked != null && (marked.getType() == Roi.RECTANGLE || marked.getType() == Roi.OVAL));
  }
}
