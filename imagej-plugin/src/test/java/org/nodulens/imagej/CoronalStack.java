package org.nodulens.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.util.Locale;
import java.util.Optional;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;

/** The same voxels as coronal slices that say so, as some scanners reconstruct them. */
final class CoronalStack {
  private CoronalStack() {}

  /** From front to back; rows from head to feet. */
  static ImagePlus of(ImagePlus axial) throws RefusedException {
    CtStack ct = CtStack.of(axial, Optional.empty());
    GridSize size = ct.geometry().size();
    ImageStack stack = new ImageStack(size.columns(), size.slices());
    for (int row = 0; row < size.rows(); row++) {
      stack.addSlice(header(ct, axial, row), new ShortProcessor(size.columns(), size.slices()));
    }
    for (int slice = 0; slice < size.slices(); slice++) {
      ImageProcessor from = axial.getStack().getProcessor(ct.stackSlice(slice));
      for (int row = 0; row < size.rows(); row++) {
        ImageProcessor to = stack.getProcessor(row + 1);
        for (int column = 0; column < size.columns(); column++) {
          to.set(column, size.slices() - 1 - slice, from.get(column, row));
        }
      }
    }
    ImagePlus coronal = new ImagePlus("coronal", stack);
    coronal.setCalibration(axial.getCalibration());
    return coronal;
  }

  private static String header(CtStack ct, ImagePlus axial, int row) {
    VolumeGeometry geometry = ct.geometry();
    GridSize size = geometry.size();
    PatientPoint first = geometry.toPatient(new VoxelPoint(0, row, size.slices() - 1));
    PatientVector across = geometry.axes().column().unit();
    PatientVector down = geometry.axes().slice().unit().times(-1);
    String header = axial.getStack().getSliceLabel(1);
    header = with(header, "0008,0018", "2.25.1" + row);
    header = with(header, "0020,0013", String.valueOf(row + 1));
    header = with(header, "0020,0032", first.xMm() + "\\" + first.yMm() + "\\" + first.zMm());
    header = with(header, "0020,0037", text(across) + "\\" + text(down));
    header = with(header, "0028,0010", String.valueOf(size.slices()));
    return with(header, "0028,0030", geometry.spacing().zMm() + "\\" + geometry.spacing().xMm());
  }

  private static String text(PatientVector vector) {
    return String.format(Locale.ROOT, "%.6f\\%.6f\\%.6f", vector.xMm(), vector.yMm(), vector.zMm());
  }

  private static String with(String header, String tag, String value) {
    return header.replaceAll("(?m)^(" + tag + "[^:]*:).*$", "$1 " + value.replace("\\", "\\\\"));
  }
}
