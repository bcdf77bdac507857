package org.nodulens.imagej;

import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.util.Optional;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.nodule.Outline;
import org.nodulens.nodule.VoxelBox;

/** A computed outline as an ImageJ selection that can be edited. */
final class NoduleOutline {
  private NoduleOutline() {}

  /** On the slice where the nodule was marked; empty if the outline has no pixel there. */
  static Optional<Roi> of(ExplainedNodule nodule) {
    int slice = nodule.stack().slice(nodule.selection().stackSlice());
    Optional<Outline> outline = nodule.outline();
    Optional<VoxelBox> bounds = outline.flatMap(Outline::bounds);
    if (bounds.isEmpty()) {
      return Optional.empty();
    }
    VoxelBox box = bounds.get();
    ByteProcessor mask = new ByteProcessor(box.columns(), box.rows());
    boolean any = false;
    for (int row = 0; row < box.rows(); row++) {
      for (int column = 0; column < box.columns(); column++) {
        VoxelIndex voxel =
            new VoxelIndex(box.first().column() + column, box.first().row() + row, slice);
        if (outline.get().holds(voxel)) {
          mask.set(column, row, 255);
          any = true;
        }
      }
    }
    if (!any) {
      return Optional.empty();
    }
    mask.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
    Roi roi = new ThresholdToSelection().convert(mask);
    roi.setLocation(box.first().column() + roi.getXBase(), box.first().row() + roi.getYBase());
    roi.setPosition(nodule.selection().stackSlice());
    roi.setName("Nodule");
    return Optional.of(roi);
  }
}
