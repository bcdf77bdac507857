package org.nodulens.training;

import java.util.List;
import org.nodulens.cropset.CropRecord;

/**
 * What one training may use and what it must not.
 *
 * @param training crops whose targets it learns
 * @param validation crops of other patients, which may end it early and calibrate it
 * @param heldOut crops of yet other patients, on which it is reported and which chose nothing
 */
record FoldCrops(List<CropRecord> training, List<CropRecord> validation, List<CropRecord> heldOut) {
  FoldCrops {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    heldOut = List.copyOf(heldOut);
  }

  /**
   * Makes sure that nothing is on two sides.
   *
   * @throws LeakException if a patient, a series or an image is
   */
  void requireApart() throws LeakException {
    LeakDetector.check(training, heldOut);
    LeakDetector.check(validation, heldOut);
    LeakDetector.check(training, validation);
  }
}
