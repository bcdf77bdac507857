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
 * Maps as an ImageJ overlay: on every slice that the nodule spans its own, all on one scale, zero
 * transparent, the image's own pixels and window untouched. An overlay's pictures know one opacity
 * each, so a slice has several, one for each strength of the colours.
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
    add(overlay, nodule, opacity, scale(nodule, clippingPercent));
    image.setOverlay(overlay);
  }

  /** The magnitude of full colour, the same in all of a nodule's slices. */
  static double scale(ExplainedNodule nodule, double clippingPercent) {
    return Heatmap.sharedScale(nodule.shownMaps(), clippingPercent / 100);
  }

  /** A slice's own map on a scale, on the slice's pixels. */
  static SliceHeat heat(ExplainedNodule nodule, SliceMap map, double scale) {
    Heatmap heat = Heatmap.onScale(map.view().map(), scale);
    return SliceHeat.of(map.view(), heat, nodule.stack().geometry(), map.slice());
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

  static void add(Overlay overlay, ExplainedNodule nodule, double opacity, double scale) {
    CtStack stack = nodule.stack();
    for (SliceMap map : nodule.slices()) {
      addHeat(overlay, heat(nodule, map, scale), opacity, stack.stackSlice(map.slice()));
    }
    BufferedImage legend = OverlayMarks.legend(scale, opacity, legendHeight(nodule.image()));
    BufferedImage bar =
        OverlayMarks.scaleBar(nodule.image().getWidth() / 2, stack.geometry().spacing().xMm());
    int right = nodule.image().getWidth() - legend.getWidth() - MARGIN;
    int bottom = nodule.image().getHeight() - bar.getHeight() - MARGIN;
    for (SliceMap map : nodule.slices()) {
      int position = stack.stackSlice(map.slice());
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
