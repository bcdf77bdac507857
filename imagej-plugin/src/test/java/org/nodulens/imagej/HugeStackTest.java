package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.WindowManager;
import ij.gui.PointRoi;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stack whose slices around the nodule are more than memory holds. */
class HugeStackTest {
  private static final int PIXELS = 4096;
  private static final int SLICES = 20_000;

  @AfterEach
  void close() {
    WindowManager.setTempCurrentImage(null);
  }

  /** All lung, of one slice that stands for each. */
  private static final class Lung extends VirtualStack {
    private final ShortProcessor slice = new ShortProcessor(PIXELS, PIXELS);

    Lung() {
      super(PIXELS, PIXELS, SLICES);
      slice.add(200); // -800 HU
    }

    @Override
    public ImageProcessor getProcessor(int n) {
      return slice;
    }

    @Override
    public int getBitDepth() {
      return 16;
    }
  }

  /** 60 mm of slices 0.005 mm apart: 12,000 slices of 32 MiB each. */
  @Test
  void it_is_refused_with_the_memory_that_it_would_take() {
    ImagePlus image = new ImagePlus("huge", new Lung());
    Calibration calibration = image.getCalibration();
    calibration.setUnit("mm");
    calibration.pixelWidth = 0.1;
    calibration.pixelHeight = 0.1;
    calibration.pixelDepth = 0.005;
    calibration.setFunction(Calibration.STRAIGHT_LINE, new double[] {-1000, 1}, "HU");
    image.setSlice(SLICES / 2);
    image.setRoi(new PointRoi(PIXELS / 2, PIXELS / 2));
    WindowManager.setTempCurrentImage(image);
    assertThat(NodulensPlugIn.run("explain", "orientation=[axial, feet first]"))
        .contains("slices around the nodule need", "MiB of memory, but ImageJ has");
  }
}
