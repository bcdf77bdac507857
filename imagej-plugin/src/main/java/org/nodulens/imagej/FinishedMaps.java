package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import java.util.List;
import org.nodulens.vit.View;

/** What a command leaves in an image: maps over it, and their values under the mouse. */
final class FinishedMaps {
  private FinishedMaps() {}

  /** Instead of what was left there before, which stays where nothing was explained. */
  static void show(
      ImagePlus image, List<ExplainedNodule> nodules, double opacity, double clippingPercent) {
    if (nodules.isEmpty()) {
      return;
    }
    MapOverlay.show(image, nodules, opacity, clippingPercent);
    MapReadout.attach(image, nodules);
    if (!nodules.get(0).hasViewInSlices()) {
      IJ.log("Nodulens, " + image.getTitle() + ": " + whyNoOverlay(nodules.get(0)));
    }
  }

  private static String whyNoOverlay(ExplainedNodule nodule) {
    List<String> views =
        nodule.network().description().input().views().stream().map(View::id).toList();
    return "no overlay, for this stack's slices are not "
        + String.join(" or ", views)
        + " as the model's maps are. The prediction stands; Compare Tasks... draws the maps on"
        + " the model's own plane, Export Map... writes them";
  }
}
