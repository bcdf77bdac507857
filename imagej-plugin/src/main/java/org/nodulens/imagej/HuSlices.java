package org.nodulens.imagej;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import java.util.Locale;
import org.nodulens.ct.CtVolume;
import org.nodulens.dicom.DecodedSeries;

/** A stack's pixels as HU, rounded to whole ones as everywhere. */
interface HuSlices {
  /** ImageJ stores signed samples so much higher. */
  int SIGNED_OFFSET = 32768;

  /**
   * One slice.
   *
   * @param slice of the volume, from 0
   * @param stackSlice of the stack, from 1
   */
  short[] slice(int slice, int stackSlice);

  /**
   * By the slices' own headers, after making sure that the stack's calibration says the same.
   * Stacks of 32 bits were rescaled when they were opened.
   */
  static HuSlices ofHeaders(ImagePlus image, DecodedSeries series) throws RefusedException {
    if (image.getBitDepth() == 32) {
      return ofCalibration(image);
    }
    Calibration calibration = image.getCalibration();
    for (int slice = 0; slice < image.getStackSize(); slice++) {
      int offset = series.isSigned(slice) ? SIGNED_OFFSET : 0;
      for (int stored : new int[] {0, 1000}) {
        double header = series.rescaled(slice, stored);
        double shown = calibration.getCValue(stored + offset);
        if (Math.abs(header - shown) > 0.01) {
          throw new RefusedException(
              String.format(
                  Locale.ROOT,
                  "slice %d: a stored %d is %.2f HU by its header but %.2f by the stack's"
                      + " calibration; open the series again, or Analyze > Calibrate...",
                  series.given(slice) + 1,
                  stored,
                  header,
                  shown));
        }
      }
    }
    return (slice, stackSlice) -> {
      short[] samples = ((short[]) image.getStack().getProcessor(stackSlice).getPixels()).clone();
      if (series.isSigned(slice)) {
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (short) (samples[i] - SIGNED_OFFSET);
        }
      }
      return series.hu(slice, samples);
    };
  }

  /** By the stack's calibration function; no number is padding. */
  static HuSlices ofCalibration(ImagePlus image) throws RefusedException {
    Calibration calibration = image.getCalibration();
    if (image.getBitDepth() == 16 && !calibration.calibrated()) {
      throw new RefusedException(
          "the stack's values are not calibrated, so they are no Hounsfield units: open the CT"
              + " itself, or give it a function (Analyze > Calibrate...)");
    }
    return (slice, stackSlice) -> {
      ImageProcessor pixels = image.getStack().getProcessor(stackSlice);
      boolean whole = pixels.getBitDepth() == 16;
      short[] hu = new short[pixels.getPixelCount()];
      for (int i = 0; i < hu.length; i++) {
        hu[i] = rounded(whole ? calibration.getCValue(pixels.get(i)) : pixels.getf(i));
      }
      return hu;
    };
  }

  private static short rounded(double value) {
    double hu = Math.rint(value);
    return hu > Short.MIN_VALUE && hu <= Short.MAX_VALUE ? (short) hu : CtVolume.PADDING_HU;
  }
}
