package org.nodulens.dicom.jpegls;

/** The edge-detecting predictor (T.87 A.4.1). */
final class Prediction {
  private Prediction() {}

  /** The median of left, upper, and left + upper - upper left. */
  static int median(int left, int upper, int upperLeft) {
    int low = Math.min(left, upper);
    int high = Math.max(left, upper);
    return Math.max(low, Math.min(high, left + upper - upperLeft));
  }
}
