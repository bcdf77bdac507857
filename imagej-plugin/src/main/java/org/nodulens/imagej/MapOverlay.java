package org.nodulens.imagej;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  /**
   * Lays the maps of an image's nodules over it, instead of those that were laid over it before.
   */
  static void show(
      ImagePlus image, List<ExplainedNodule> nodules, double opacity, double clippingPercent) {
    Overlay overlay = others(image);
    if (!nodules.isEmpty()) {
      add(overlay, nodules, opacity, scale(nodules, clippingPercent));
    }
    image.setOverlay(overlay);
  }

  /** The magnitude of full colour, the same in all slices of all nodules. */
  static double scale(List<ExplainedNodule> nodules, double clippingPercent) {
    return Heatmap.sharedScale(
        nodules.stream().flatMap(nodule -> nodule.shownMaps().stream()).toList(),
        clippingPercent / 100);
  }

  /** A slice's own map on a scale, on the slice's pixels. */
  static SliceHeat heat(ExplainedNodule nodule, SliceMap map, double scale) {
    Heatmap heat = Heatmap.onScale(map.view().map(), scale);
    return SliceHeat.of(map.view(), heat, nodule.stack().geometry(), map.slice());
  }

  /** What others have laid over an image. */
  private static Overlay others(ImagePlus image) {
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

  private static void add(
      Overlay overlay, List<ExplainedNodule> nodules, double opacity, double scale) {
    Set<Integer> positions = new TreeSet<>();
    for (ExplainedNodule nodule : nodules) {
      for (SliceMap map : nodule.slices()) {
        int position = nodule.stack().stackSlice(map.slice());
        addHeat(overlay, heat(nodule, map, scale), opacity, position);
        positions.add(position);
      }
    }
    ImagePlus image = nodules.get(0).image();
    double pixelMm = nodules.get(0).stack().geometry().spacing().xMm();
    BufferedImage legend = OverlayMarks.legend(scale, opacity, legendHeight(image));
    BufferedImage bar = OverlayMarks.scaleBar(image.getWidth() / 2, pixelMm);
    int right = Math.max(0, image.getWidth() - legend.getWidth() - MARGIN);
    int bottom = Math.max(0, image.getHeight() - bar.getHeight() - MARGIN);
    for (int position : positions) {
      overlay.add(named(new ImageRoi(right, MARGIN, legend), 1, position));
      overlay.add(named(new ImageRoi(MARGIN, bottom, bar), 1, position));
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
