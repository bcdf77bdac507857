package org.nodulens.imagej;

import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.FloatPolygon;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a selection marks a nodule: its middle, on its own slice or the one that is shown.
 *
 * @param column of the image, the middle of the first pixel being 0
 * @param row alike
 * @param stackSlice as ImageJ counts, from 1
 */
record NoduleSelection(double column, double row, int stackSlice) {

  /** The image's selection. */
  static NoduleSelection of(ImagePlus image) throws RefusedException {
    return of(image, image.getRoi());
  }

  /** One of a list, which may have been made while another slice was shown than is now. */
  static NoduleSelection ofListed(ImagePlus image, Roi roi) throws RefusedException {
    if (position(roi) < 1) {
      throw new RefusedException(
          "it does not say which slice it is on: select it, go to its slice, and add it again");
    }
    if (position(roi) > image.getStackSize()) {
      throw new RefusedException(
          "it is on slice " + position(roi) + ", but the stack has " + image.getStackSize());
    }
    return of(image, roi);
  }

  private static NoduleSelection of(ImagePlus image, @Nullable Roi roi) throws RefusedException {
    if (roi == null) {
      throw new RefusedException(
          "nothing is selected: mark the nodule with the point, rectangle or oval tool first");
    }
    int slice = slice(image, roi);
    if (roi instanceof PointRoi points) {
      if (points.size() != 1) {
        throw new RefusedException(
            points.size()
                + " points are selected, one is needed: for several nodules add them to the ROI"
                + " Manager and run Explain Selections from ROI Manager...");
      }
      // Of points, coordinates count from the middle of a pixel.
      FloatPolygon point = points.getFloatPolygon();
      return within(image, point.xpoints[0], point.ypoints[0], slice);
    }
    if (!roi.isArea()) {
      throw new RefusedException(
          "a "
              + roi.getTypeAsString().toLowerCase(Locale.ROOT)
              + " is selected: mark the nodule with a point, a rectangle or an oval");
    }
    Rectangle2D.Double bounds = roi.getFloatBounds();
    return within(image, bounds.getCenterX() - 0.5, bounds.getCenterY() - 0.5, slice);
  }

  private static int slice(ImagePlus image, Roi roi) {
    int position = position(roi);
    return position >= 1 && position <= image.getStackSize() ? position : image.getCurrentSlice();
  }

  /** From 1; less if it belongs to no slice. A CT has one channel and one time point. */
  private static int position(Roi roi) {
    return roi.hasHyperStackPosition() ? roi.getZPosition() : roi.getPosition();
  }

  private static NoduleSelection within(ImagePlus image, double column, double row, int slice)
      throws RefusedException {
    if (!(column >= -0.5
        && row >= -0.5
        && column <= image.getWidth() - 0.5
        && row <= image.getHeight() - 0.5)) {
      throw new RefusedException("the middle of the selection lies outside the image");
    }
    return new NoduleSelection(column, row, slice);
  }
}
