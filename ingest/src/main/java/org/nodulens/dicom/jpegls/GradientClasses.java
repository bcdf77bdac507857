package org.nodulens.dicom.jpegls;

import java.util.Arrays;

/** The class, -4 to 4, of each difference between two samples (T.87 A.3.3). */
final class GradientClasses {
  private GradientClasses() {}

  /** The class of difference d is at {@code d + maximum}. */
  static byte[] of(CodingParameters parameters) {
    int maximum = parameters.maximum();
    int[] lowest = {0, parameters.near() + 1, parameters.t1(), parameters.t2(), parameters.t3()};
    byte[] classes = new byte[2 * maximum + 1];
    for (int i = 1; i < lowest.length; i++) {
      Arrays.fill(classes, 0, maximum - lowest[i] + 1, (byte) -i);
      Arrays.fill(classes, maximum + lowest[i], classes.length, (byte) i);
    }
    return classes;
  }
}
