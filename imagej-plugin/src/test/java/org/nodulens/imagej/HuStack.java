package org.nodulens.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

/** A CT stack as some readers open it: 32 bits, values already rescaled to HU. */
final class HuStack {
  private HuStack() {}

  static ImagePlus ofFloats(ImagePlus image) {
    Calibration calibration = image.getCalibration();
    ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
    for (int slice = 1; slice <= image.getStackSize(); slice++) {
      ImageProcessor raw = image.getStack().getProcessor(slice);
      FloatProcessor hu = new FloatProcessor(image.getWidth(), image.getHeight());
      for (int i = 0; i < raw.getPixelCount(); i++) {
        hu.setf(i, (float) calibration.getCValue(raw.get(i)));
      }
      stack.addSlice(image.getStack().getSliceLabel(slice), hu);
    }
    return new ImagePlus(image.getTitle(), stack);
  }
}
