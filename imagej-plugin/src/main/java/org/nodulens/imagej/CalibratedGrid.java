package org.nodulens.imagej;

import ij.ImagePlus;
import ij.measure.Calibration;
import java.util.Locale;
import org.nodulens.ct.VoxelSpacing;

/** A stack's voxels as its calibration has them. */
record CalibratedGrid(VoxelSpacing spacing) {
  private static final double MOST_MM = 100;

  static CalibratedGrid of(ImagePlus image) throws RefusedException {
    Calibration calibration = image.getCalibration();
    double mm = millimetres(calibration.getUnit());
    if (!calibration.scaled() || !(mm > 0)) {
      throw new RefusedException(
          "the stack does not say how large its voxels are: its unit is \""
              + calibration.getUnit()
              + "\", mm, cm or micron is needed (Image > Properties...)");
    }
    double x = calibration.pixelWidth * mm;
    double y = calibration.pixelHeight * mm;
    double z = calibration.pixelDepth * mm;
    if (!(x > 0 && y > 0 && z > 0 && Math.max(x, Math.max(y, z)) <= MOST_MM)) {
      throw new RefusedException(
          String.format(
              Locale.ROOT,
              "voxels of %s x %s x %s mm are no CT's (Image > Properties...)",
              x,
              y,
              z));
    }
    return new CalibratedGrid(new VoxelSpacing(x, y, z));
  }

  /** In a unit; 0 where it is none of length. */
  private static double millimetres(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "mm", "millimeter", "millimeters", "millimetre", "millimetres" -> 1;
      case "cm", "centimeter", "centimetre" -> 10;
      case "m", "meter", "metre" -> 1000;
      case "micron", "microns", "um", "µm", "\u03bcm" -> 1e-3;
      default -> 0;
    };
  }
}
