package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.measure.Calibration;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseMotionListener;
import java.util.Locale;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.explain.ViewMap;

/** HU and raw map under the mouse, in ImageJ's status line. */
final class MapReadout extends MouseAdapter {
  /** Under which an image keeps what was last explained in it. */
  private static final String PROPERTY = "nodulens.explained";

  private final ImagePlus image;

  private MapReadout(ImagePlus image) {
    this.image = image;
  }

  /** Keeps the nodule with its image, and shows its map's values where the mouse is. */
  static void attach(ExplainedNodule nodule) {
    ImagePlus image = nodule.image();
    image.setProperty(PROPERTY, nodule);
    ImageCanvas canvas = image.getCanvas();
    if (canvas == null) {
      return; // not on a screen
    }
    for (MouseMotionListener listener : canvas.getMouseMotionListeners()) {
      if (listener instanceof MapReadout) {
        return;
      }
    }
    canvas.addMouseMotionListener(new MapReadout(image));
  }

  /** What was last explained in an image. */
  static ExplainedNodule lastOf(ImagePlus image) throws RefusedException {
    if (image.getProperty(PROPERTY) instanceof ExplainedNodule nodule) {
      return nodule;
    }
    throw new RefusedException(
        "nothing has been explained in this image yet: run Explain Nodule... first");
  }

  @Override
  public void mouseMoved(MouseEvent event) {
    if (image.getProperty(PROPERTY) instanceof ExplainedNodule nodule
        && image.getCanvas() != null) {
      Point at = image.getCanvas().getCursorLoc();
      IJ.showStatus(text(nodule, at.x, at.y, image.getCurrentSlice()));
    }
  }

  /** For a pixel. */
  static String text(ExplainedNodule nodule, int column, int row, int stackSlice) {
    ImagePlus image = nodule.image();
    Calibration calibration = image.getCalibration();
    float raw = image.getStack().getProcessor(stackSlice).getf(column, row);
    double hu = image.getBitDepth() == 32 ? raw : calibration.getCValue(raw);
    PatientPoint point =
        nodule
            .stack()
            .geometry()
            .toPatient(new VoxelPoint(column, row, nodule.stack().slice(stackSlice)));
    String place =
        String.format(
            Locale.ROOT,
            "%.0f HU at (%.1f, %.1f, %.1f) mm",
            hu,
            point.xMm(),
            point.yMm(),
            point.zMm());
    ViewMap view = nodule.viewInSlices();
    VoxelPoint element = view.geometry().toVoxel(point);
    long mapColumn = Math.round(element.column());
    long mapRow = Math.round(element.row());
    boolean isInMap =
        mapColumn >= 0
            && mapRow >= 0
            && mapColumn < view.map().size().columns()
            && mapRow < view.map().size().rows();
    return isInMap
        ? String.format(
            Locale.ROOT,
            "%s, %s of %s %+.3g",
            place,
            nodule.maps().method().id(),
            nodule.task().name(),
            view.map().value((int) mapRow, (int) mapColumn))
        : place;
  }
}
