package org.nodulens.imagej;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import java.awt.image.BufferedImage;
import org.nodulens.overlay.Heatmap;
import org.nodulens.overlay.OverlayMarks;
import org.nodulens.overlay.SliceHeat;

/**
 * A map as an ImageJ overlay: on every slice that the nodule spans, zero transparent, the image's
 * own pixels and window untouched. An overlay's pictures know one opacity each, so a slice has
 * several, one for each strength of the colours.
 */
final class MapOverlay {
  private static final String NAME = "Nodulens";

  /** Strengths of colour above zero. */
  static final int STEPS = 16;

  private static final int MARGIN = 4;

  private MapOverlay() {}

  /** Lays a nodule's map over its image, instead of what was laid over it before. */
  static void show(ExplainedNodule nodule, double opacity, double clippingPercent) {
    ImagePlus image = nodule.image();
    Overlay overlay = others(image);
    add(overlay, nodule, opacity, heat(nodule, clippingPercent));
    image.setOverlay(overlay);
  }

  static Heatmap heat(ExplainedNodule nodule, double clippingPercent) {
    return Heatmap.of(nodule.viewInSlices().map(), clippingPercent / 100);
  }

  /** What others have laid over an image. */
  static Overlay others(ImagePlus image) {
    Overlay kept = new Overlay();
    if (image.getOverlay() != null) {
      for (Roi roi : image.getOverlay()) {
        if (!NAME.equals(roi.getName())) {
          kept.add(roi);
        }
      }
    }
    return kept;
  }

  static void add(Overlay overlay, ExplainedNodule nodule, double opacity, Heatmap heat) {
    CtStack stack = nodule.stack();
    BufferedImage legend = OverlayMarks.legend(heat.scale(), opacity, legendHeight(nodule.image()));
    BufferedImage bar =
        OverlayMarks.scaleBar(nodule.image().getWidth() / 2, stack.geometry().spacing().xMm());
    for (int slice : nodule.slices()) {
      int position = stack.stackSlice(slice);
      if (nodule.hasViewInSlices()) {
        addHeat(
            overlay,
            SliceHeat.of(nodule.viewInSlices(), heat, stack.geometry(), slice),
            opacity,
            position);
      }
      int right = nodule.image().getWidth() - legend.getWidth() - MARGIN;
      int bottom = nodule.image().getHeight() - bar.getHeight() - MARGIN;
      overlay.add(named(new ImageRoi(Math.max(0, right), MARGIN, legend), 1, position));
      overlay.add(named(new ImageRoi(MARGIN, Math.max(0, bottom), bar), 1, position));
    }
  }

  private static int legendHeight(ImagePlus image) {
    return Math.max(32, Math.min(120, image.getHeight() / 3));
  }

  private static void addHeat(Overlay overlay, SliceHeat heat, double opacity, int position) {
    for (SliceHeat.Layer layer : heat.layers(STEPS)) {
      ColorProcessor colors = new ColorProcessor(heat.columns(), heat.rows(), layer.rgb());
      overlay.add(
          named(
              new ImageRoi(heat.left(), heat.top(), colors), layer.strength() * opacity, position));
    }
  }

  private static Roi named(ImageRoi picture, double opacity, int position) {
    picture.setZeroTransparent(true);
    picture.setOpacity(opacity);
    picture.setPosition(position);
    picture.setName(NAME);
    return picture;
  }
}
