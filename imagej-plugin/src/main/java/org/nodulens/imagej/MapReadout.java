package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.measure.Calibration;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseMotionListener;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.explain.ViewMap;
import org.nodulens.vit.PixelSize;

/** HU and raw map under the mouse, in ImageJ's status line. */
final class MapReadout extends MouseAdapter {
  /** Under which an image keeps what was last explained in it. */
  private static final String PROPERTY = "nodulens.explained";

  private final ImagePlus image;

  private MapReadout(ImagePlus image) {
    this.image = image;
  }

  /** The nodules of an image that were explained last. */
  private record Explained(List<ExplainedNodule> nodules) {
    Explained {
      nodules = List.copyOf(nodules);
    }
  }

  /** Keeps nodules with their image, and shows their maps' values where the mouse is. */
  static void attach(ImagePlus image, List<ExplainedNodule> nodules) {
    if (nodules.isEmpty()) {
      return;
    }
    image.setProperty(PROPERTY, new Explained(nodules));
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
    if (image.getProperty(PROPERTY) instanceof Explained explained) {
      return explained.nodules().get(explained.nodules().size() - 1);
    }
    throw new RefusedException(
        "nothing has been explained in this image yet: run Explain Nodule... first");
  }

  @Override
  public void mouseMoved(MouseEvent event) {
    if (image.getCanvas() != null) {
      Point at = image.getCanvas().getCursorLoc();
      text(image, at.x, at.y).ifPresent(IJ::showStatus);
    }
  }

  /** For a pixel of the slice that is shown; empty if nothing has been explained. */
  static Optional<String> text(ImagePlus image, int column, int row) {
    if (!(image.getProperty(PROPERTY) instanceof Explained explained)) {
      return Optional.empty();
    }
    CtStack stack = explained.nodules().get(0).stack();
    int slice = stack.slice(image.getCurrentSlice());
    PatientPoint point = stack.geometry().toPatient(new VoxelPoint(column, row, slice));
    String importance =
        explained.nodules().stream()
            .flatMap(nodule -> importance(nodule, slice, point).stream())
            .findFirst()
            .orElse("");
    // The line may be cut off: what is looked for comes first.
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%.0f HU%s at (%.1f, %.1f, %.1f) mm",
            hu(image, column, row),
            importance,
            point.xMm(),
            point.yMm(),
            point.zMm()));
  }

  /** Of the slice that is shown, which ImageJ has in memory, of virtual stacks too. */
  private static double hu(ImagePlus image, int column, int row) {
    Calibration calibration = image.getCalibration();
    float raw = image.getProcessor().getf(column, row);
    return image.getBitDepth() == 32 ? raw : calibration.getCValue(raw);
  }

  /** The slice's own map at a point; empty beside it. */
  private static Optional<String> importance(
      ExplainedNodule nodule, int slice, PatientPoint point) {
    Optional<SliceMap> own = nodule.slice(slice);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    ViewMap view = own.get().view();
    VoxelPoint element = view.geometry().toVoxel(point);
    long column = Math.round(element.column());
    long row = Math.round(element.row());
    PixelSize size = view.map().size();
    if (column < 0 || row < 0 || column >= size.columns() || row >= size.rows()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            ", %s %+.2g (%s here %.3g)",
            nodule.maps().method().id(),
            view.map().value((int) row, (int) column),
            nodule.task().name(),
            own.get().prediction().value()));
  }
}
